import * as z from 'zod'
import { CHANNELS } from '../../domain/words.ts'
import { WrittenRepliesSchema } from '../written-replies.ts'
import { LineSchema } from './line-settings.ts'

const text = z.string().min(1).max(500)
/** Never shown, never logged: `secretsOf` finds these. */
const secret = z.string().min(8).max(4000).meta({ secret: true })
const number = z.int().min(0)

function isTimeZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}

/** What an administrator fills in. Everything the host cannot tell by itself stands here. */
export const HelpdeskeddySettingsSchema = z.strictObject({
  kind: z.literal('helpdeskeddy'),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .describe('Address of the system, like https://company.helpdeskeddy.com, without /api/v2.'),
  email: text.describe('E-mail of the staff user whose API key is used.'),
  apiKey: secret.describe('API key of that user (Administration > Global settings, or the user’s card).'),
  hookSecret: secret.describe('What the dispatcher’s web hooks show us in the header X-Firstline-Hook.'),
  keyOwnerId: number
    .nullable()
    .default(null)
    .describe('Number of that user. Its posts count as the system’s; null: as an operator’s.'),
  timeZone: z
    .string()
    .refine(isTimeZone, 'must be a time zone, like Europe/Moscow')
    .describe('Zone of the host’s times, which do not name it.'),
  language: z
    .string()
    .min(2)
    .max(8)
    .default('ru')
    .describe('Language of departments’ names: ru, en, ua, se.'),
  country: z
    .string()
    .length(2)
    .default('RU')
    .describe('For comparing phones that are written without a country.'),
  lines: z.array(LineSchema).min(1).describe('The lines from which we may write.'),
  operators: z
    .array(
      z.strictObject({
        id: text.describe('Our id of the operator.'),
        agentId: number.describe('The user number.'),
      }),
    )
    .default([])
    .describe('Operators whose id is another than their user number on the host.'),
  operatorGroups: z
    .array(number)
    .default([])
    .describe('Groups of the operators. Empty: unknown who works where.'),
  supervisorGroups: z.array(number).default([]).describe('Groups of the supervisors. Empty: unknown.'),
  idPrefixes: z
    .strictObject({
      contact: z.string().max(20).default('').describe('Before numbers of users.'),
      session: z.string().max(20).default('').describe('Before numbers of tickets.'),
      message: z.string().max(20).default('').describe('Before numbers of posts.'),
    })
    .prefault({})
    .describe('Written before the host’s numbers, where records that open the widget carry them so.'),
  accountFields: z
    .array(
      z.strictObject({
        channel: z.enum(CHANNELS).describe('The messenger.'),
        fieldId: number.describe('The number of the field.'),
      }),
    )
    .default([])
    .describe('Users’ own fields that hold messenger names; the host has none by itself.'),
  markFieldId: number
    .nullable()
    .default(null)
    .describe('A ticket’s own text field for our key, so that a letter can be found again; null: it cannot.'),
  reopenStatus: text.default('open').describe('Status given to a closed ticket before it is written into.'),
  closedStatuses: z.array(text).min(1).default(['closed']).describe('Statuses in which a ticket is over.'),
  whatsapp: z
    .enum(['unofficial', 'business'])
    .default('unofficial')
    .describe(
      'Which WhatsApp is connected; with Business free text goes for 24 hours after the client’s last.',
    ),
  closedWindow: z
    .enum(['host-page', 'default-template-first'])
    .default('host-page')
    .describe(
      'WhatsApp Business after 24 hours, which no page of the vendor tells for the API: we do not write, and the operator is led to ' +
        'the host’s own form; or it was tried on this tenant, and an answer makes the host send the default template first.',
    ),
  sendLetterTag: text
    .nullable()
    .default(null)
    .describe(
      'The tag by which a dispatcher’s rule of this tenant mails a new ticket; then the form asks whether to send the letter. null: ' +
        'it does not ask, and the host does what it does.',
    ),
  customDates: z
    .enum(['YYYY-MM-DD', 'DD.MM.YYYY'])
    .default('YYYY-MM-DD')
    .describe('How values of date fields are written; the vendor does not tell.'),
  openSession: z
    .enum(['refuses', 'warns', 'allowed'])
    .default('refuses')
    .describe('What an open ticket with this person in a messenger means for a new start.'),
  cannedReplies: WrittenRepliesSchema.describe(
    'Ready answers; the host’s macros cannot be read. Empty: none are offered.',
  ),
  tags: z
    .strictObject({
      required: z.boolean().default(false).describe('Must every message have one?'),
      list: z.array(text).min(1).describe('The tags.'),
    })
    .nullable()
    .default(null)
    .describe('Tags to choose from; the host has no list of them. null: no tags.'),
  comments: z
    .boolean()
    .default(true)
    .describe(
      'Does a conversation show the internal comments? They cost one more request for a ticket that is looked at, three a minute while its card is open.',
    ),
  ticketFilterId: number
    .nullable()
    .default(1)
    .describe('Filter of the host’s ticket list that links to its pages go through; null: no links.'),
  newContactGroupId: number
    .nullable()
    .default(null)
    .describe('Group of new contacts; null: the host’s own choice.'),
  listLagMs: z
    .int()
    .min(0)
    .max(3_600_000)
    .default(120_000)
    .describe('For how long a new ticket may be missing from the host’s list.'),
  requestsPerMinute: z
    .int()
    .min(10)
    .max(100_000)
    .default(300)
    .describe('How many requests a minute the host allows the account; leave room for its other scripts.'),
  banMs: z
    .int()
    .min(1000)
    .max(7 * 24 * 3_600_000)
    .default(20 * 60_000)
    .describe(
      'How long the host blocks an account that asked too fast: 20 minutes, in older texts 48 hours.',
    ),
  readMs: z.int().min(100).max(60_000).default(10_000).describe('How long a question to the host may take.'),
  deedMs: z.int().min(100).max(120_000).default(20_000).describe('How long sending may take.'),
  linesFreshForMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(60_000)
    .describe('For how long departments, staff and who a ticket belongs to are remembered.'),
})
export type HelpdeskeddySettings = z.infer<typeof HelpdeskeddySettingsSchema>

/** The value of the header `Authorization` (HTTP Basic). */
export function credentials({ email, apiKey }: Pick<HelpdeskeddySettings, 'email' | 'apiKey'>): string {
  const bytes = new TextEncoder().encode(`${email}:${apiKey}`)
  return btoa(String.fromCodePoint(...bytes))
}

/** Words that must never be logged. */
export function secretsOf(settings: HelpdeskeddySettings): string[] {
  return [credentials(settings), settings.apiKey, settings.hookSecret]
}
