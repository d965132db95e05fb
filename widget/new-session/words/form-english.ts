import { englishForm as sentences } from '../../../src/words/form-sentences.en.ts'
import { english as attachments } from '../attachments/words/en.ts'
import { english as fields } from '../fields/words/en.ts'
import { english as replies } from '../replies/words/en.ts'
import { english as templates } from '../templates/words/en.ts'
import { english as form } from './en.ts'
import type { FormLanguage } from './spoken.ts'

export const language: FormLanguage = { form, sentences, attachments, fields, replies, templates }
