import { russianForm as sentences } from '../../../src/words/form-sentences.ru.ts'
import { russian as attachments } from '../attachments/words/ru.ts'
import { russian as fields } from '../fields/words/ru.ts'
import { russian as replies } from '../replies/words/ru.ts'
import { russian as templates } from '../templates/words/ru.ts'
import { russian as form } from './ru.ts'
import type { FormLanguage } from './spoken.ts'

export const language: FormLanguage = { form, sentences, attachments, fields, replies, templates }
