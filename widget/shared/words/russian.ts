import type { Language } from './language.ts'
import { russian as words } from './ru.ts'

export const language: Language = {
  locale: 'ru',
  words,
  speech: async () => (await import('./speech-russian.ts')).spoken,
}
