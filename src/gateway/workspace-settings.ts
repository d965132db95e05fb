import * as z from 'zod'
import { HISTORY_SETTINGS } from '../domain/history.ts'
import { DATE_FORMS } from '../domain/written-date.ts'
import { CapSettingsSchema, ConsentSettingsSchema, QuietHoursSchema } from './conditions.ts'
import { ReadersSchema } from './reader-settings.ts'

const origin = z.string().refine(isOrigin, 'must be an origin like https://crm.example, without a path')

const name = z.string().min(1).max(200)

/** R-TPL-6: a variable of a template that a field of the record fills. */
const TemplateBindingSchema = z.strictObject({
  template: name.describe('Id of a template, or `*` for every template that has such a variable.'),
  variable: name.describe('Name of the variable, as in the template.'),
  field: name.describe(
    '`contact.name`, `contact.phone`, `contact.email`, or a field of the record as the host names it (`order.number`).',
  ),
  fallback: z
    .string()
    .max(1000)
    .regex(/\S/, 'must not be blank; leave it out for none')
    .nullable()
    .default(null)
    .describe('What stands there while the field is empty; without it the person fills the variable.'),
})

/** R-TPL-5: hosts know variables of texts alone; the rest an administrator knows. */
const TemplateVariableSchema = z
  .strictObject({
    template: name.describe('Id of a template, or `*` for every template that has such a variable.'),
    variable: name.describe('Name of the variable, as in the template.'),
    date: z
      .enum(DATE_FORMS)
      .optional()
      .describe(
        'It is a date, which the customer reads in the template’s language as `day-month` (24 November), `day-month-year`, `weekday` (Tuesday, 24 November) or `digits` (24/11/2026).',
      ),
    choices: z
      .array(z.string().max(1000).regex(/\S/, 'must not be blank'))
      .min(1, 'must hold at least one value')
      .max(200)
      .refine((choices) => new Set(choices).size === choices.length, 'must not hold a value twice')
      .optional()
      .describe('It is one of these.'),
  })
  .refine(
    ({ date, choices }) => (date === undefined) !== (choices === undefined),
    'must have either a date or choices',
  )

/** One tenant: its secret, the pages that may show the widget, and the host behind it. */
export const WorkspaceSettingsSchema = z.strictObject({
  id: z
    .string()
    .regex(/^[\w-]{1,60}$/, 'must be 1 to 60 letters, digits, dashes or underscores')
    .describe('Name of the workspace in addresses and in the journal; never change it.'),
  secret: z
    .string()
    .min(16, 'must be at least 16 characters long')
    .regex(/^[!-~]*$/, 'must have no blanks and no letters beyond ASCII')
    .describe(
      'What the host’s server and its process engine show us (Authorization: Bearer …); at least 16 characters. A secret.',
    ),
  origins: z
    .array(origin)
    .default([])
    .describe('Pages that may show the widget, as origins (https://crm.example).'),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, 'must be a country of two capital letters, like RU')
    .default('RU')
    .describe('Where phone numbers without a country code belong.'),
  templateBindings: z
    .array(TemplateBindingSchema)
    .max(500)
    .default([])
    .describe('Variables of templates that the record fills by itself (R-TPL-6).'),
  templateVariables: z
    .array(TemplateVariableSchema)
    .max(500)
    .default([])
    .describe('Variables of templates that are no text: dates, or one of a list (R-TPL-5).'),
  consent: ConsentSettingsSchema.prefault({}).describe(
    'Who may be written to first at all; processes cannot override it.',
  ),
  caps: z
    .array(CapSettingsSchema)
    .max(20)
    .default([])
    .describe('How often processes and batches may write to one account; answers are not counted.'),
  quietHours: QuietHoursSchema.optional().describe(
    'When processes and batches leave customers alone; what is to leave then waits. Absent: never.',
  ),
  history: z
    .enum(HISTORY_SETTINGS)
    .default('by-account')
    .describe(
      'What the card of a deal or an order shows, where the host links sessions with records: all that was said with the customer (`by-account`), the record’s own sessions (`by-record`), or `both`, the record’s first.',
    ),
  readers: ReadersSchema.optional().describe(
    'Who may read and write nothing, beyond what the host itself allows (R-READ-1). Absent: nobody.',
  ),
  recordPages: z
    .record(
      z.string().min(1).max(200),
      z
        .url({ protocol: /^https?$/, error: 'must be an address with {id} in place of the id' })
        .refine((address) => address.includes('{id}'), 'must be an address with {id} in place of the id'),
    )
    .default({})
    .describe(
      'Where people see a record, by its type: `{"deal": "https://crm.example/deals/{id}"}`; `contact` for the customer’s own. Operations leads there.',
    ),
  uploadQuotaBytes: z
    .int()
    .min(1024 * 1024, 'must be at least 1048576 (1 MB)')
    .default(500 * 1024 * 1024)
    .describe(
      'How many bytes the uploaded files of one operator may take together while they are kept; 500 MB.',
    ),
  host: z
    .looseObject({ kind: z.string().min(1, 'must name the kind of host') })
    .describe('The kind of host and the settings of its adapter.'),
})
export type WorkspaceSettings = z.infer<typeof WorkspaceSettingsSchema>

/** An origin alone: no path, no query. */
export function isOrigin(text: string): boolean {
  return URL.canParse(text) && new URL(text).origin === text && /^https?:/.test(text)
}
