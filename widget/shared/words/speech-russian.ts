import { russian as sentences } from '../../../src/words/sentences.ru.ts'
import { speech, type Speech } from '../../../src/words/speech.ts'

export const spoken: Speech = speech(sentences, 'ru')
