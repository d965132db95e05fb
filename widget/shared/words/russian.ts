import { russian as sentences } from '../../../src/words/sentences.ru.ts'
import { speech } from '../../../src/words/speech.ts'
import type { Language } from './language.ts'
import { russian as words } from './ru.ts'

export const language: Language = { locale: 'ru', words, speech: speech(sentences, 'ru') }
