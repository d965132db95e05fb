import { english as sentences } from '../../../src/words/sentences.en.ts'
import { speech } from '../../../src/words/speech.ts'
import { english as words } from './en.ts'
import type { Language } from './language.ts'

export const language: Language = { locale: 'en', words, speech: speech(sentences, 'en') }
