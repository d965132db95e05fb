import { english as sentences } from '../../../src/words/sentences.en.ts'
import { speech, type Speech } from '../../../src/words/speech.ts'

export const spoken: Speech = speech(sentences, 'en')
