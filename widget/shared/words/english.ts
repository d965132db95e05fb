import { english as words } from './en.ts'
import type { Language } from './language.ts'

export const language: Language = {
  locale: 'en',
  words,
  speech: async () => (await import('./speech-english.ts')).spoken,
}
