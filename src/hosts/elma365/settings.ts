import * as z from 'zod'
import { CHANNELS, type Channel } from '../../domain/words.ts'

const text = z.string().min(1).max(500)
/** Never shown, never logged: `secretsOf` finds these. */
const secret = z.string().min(8).max(4000).meta({ secret: true })
const code = z.string().regex(/^[\w.-]{1,200}$/, 'must be a code: letters, digits, dot, dash, underscore')
const app = { namespace: code, code }

/** Fields of an app that may fill the variables of templates: their codes, and their names as people read them. */
const FieldLabels = z
  .record(code, text)
  .default({})
  .describe('Fields for the variables of templates: their codes, and their names as people read them.')

const LineSchema = z.strictObject({
  id: text.describe('Id of the line on the host.'),
  channels: z
    .array(
      z.strictObject({
        channel: z.enum(CHANNELS).describe('Our name of the messenger or mailbox.'),
        process: z
          .strictObject(app)
          .describe('The process whose node "Send Live Chat Message" sends from this line in this channel.'),
        takesSubject: z.boolean().default(false).describe('Does that process use the variable "subject"?'),
      }),
    )
    .min(1)
    .describe('The channels of the line from which we may write; the host does not tell them.'),
  operatorGroups: z.array(text).default([]).describe('Groups of the line’s operators. Empty: unknown.'),
  supervisorGroups: z.array(text).default([]).describe('Groups of the line’s supervisors. Empty: unknown.'),
})

/** The host's names of its channel types. The first four are documented, the others are to be checked on the tenant. */
export const CHANNEL_TYPES: Readonly<Partial<Record<Channel, string>>> = {
  'telegram-bot': 'telegramBot',
  email: 'inbox',
  'viber-bot': 'viberbot',
  'web-chat': 'livechat',
  whatsapp: 'whatsapp',
  telegram: 'telegram',
  vk: 'vk',
  custom: 'custom',
}

/** What an administrator fills in. Everything the host cannot tell by itself stands here. */
export const Elma365SettingsSchema = z.strictObject({
  kind: z.literal('elma365'),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .describe('Address of the company, like https://company.elma365.com, without /pub/v1.'),
  token: secret.describe('Token of the Web API and of our module’s methods (Administration > Tokens).'),
  tokenOwner: text
    .nullable()
    .default(null)
    .describe(
      'Id of the user who owns the token. Only this person can be the author of a message; others write as the system.',
    ),
  hookSecret: secret.describe('What the host’s processes show us in the header X-Firstline-Hook.'),
  moduleId: z.uuid().describe('Id of the module that holds our server script.'),
  contacts: z
    .strictObject({
      ...app,
      nameField: code.default('__name'),
      phoneField: code.nullable().default('_phone').describe('Field of type Phone; null: none.'),
      emailField: code.nullable().default('_email').describe('Field of type Email; null: none.'),
      fields: FieldLabels,
      accountField: code.nullable().default('accounts').describe('Field of type Account; null: none.'),
    })
    .prefault({ namespace: '_clients', code: '_contacts' })
    .describe('The app named in the lines’ setting "To bind an account".'),
  accountKeys: z
    .strictObject({ type: text.default('type'), address: text.default('account') })
    .prefault({})
    .describe('Names inside the JSON of an Account field; the vendor does not document them.'),
  channelTypes: z
    .partialRecord(z.enum(CHANNELS), text)
    .default({})
    .describe('The host’s names of channel types, where they differ from the usual ones.'),
  lines: z.array(LineSchema).min(1).describe('The lines from which we may write.'),
  records: z
    .record(text, z.strictObject({ ...app, contactField: code, fields: FieldLabels }))
    .default({})
    .describe('Other records with a card: their app and the field that leads to the contact.'),
  replies: z
    .strictObject({
      ...app,
      titleField: code.default('__name').describe('The field with the title.'),
      textField: code.describe('The field with the words, of type String.'),
    })
    .nullable()
    .default(null)
    .describe(
      'The app with ready answers (the section "Response templates", the app Templates); null: none are offered.',
    ),
  files: z
    .strictObject({
      directory: text.describe('Id of the folder in which files wait for their message.'),
      maxBytes: z
        .int()
        .positive()
        .default(20 * 1024 * 1024)
        .describe('Largest file that is taken; the vendor names no limit.'),
      maxCount: z.int().positive().max(100).default(10).describe('Most files of one message.'),
    })
    .nullable()
    .default(null)
    .describe(
      'Files with messages: only when every process of "lines" has the variable "files" and its node sends them. null: none are taken.',
    ),
  service: z
    .boolean()
    .default(false)
    .describe(
      'Is the paid Service solution on? Then operators have a status, and an offline one may not start.',
    ),
  customMessenger: z
    .enum(['allowed', 'refused', 'unknown'])
    .default('unknown')
    .describe('May operators start in the custom messenger (a setting on the messenger’s side)?'),
  sessionPage: z
    .url()
    .refine((link) => link.includes('{session}'), 'must contain {session}')
    .nullable()
    .default(null)
    .describe('Address of a session’s page on the host, with {session} in place of its id; null: no links.'),
  newSessionPage: z
    .url()
    .nullable()
    .default(null)
    .describe('Address of the host’s own form for a new session; null: no link.'),
  requestsPerMinute: z
    .int()
    .min(10)
    .max(100_000)
    .nullable()
    .default(null)
    .describe(
      'How many requests a minute all of us together may make; the vendor names no limit. null: as many as are needed.',
    ),
  readMs: z.int().min(100).max(60_000).default(10_000).describe('How long a question to the host may take.'),
  deedMs: z.int().min(100).max(120_000).default(20_000).describe('How long sending may take.'),
  linesFreshForMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(30_000)
    .describe('For how long lines, operators and groups are remembered.'),
})
export type Elma365Settings = z.infer<typeof Elma365SettingsSchema>
type Elma365Line = Elma365Settings['lines'][number]
export type Elma365Route = Elma365Line['channels'][number]

/** The words that must never appear in an error or a log. */
export function secretsOf(settings: Elma365Settings): string[] {
  return [settings.token, settings.hookSecret]
}

/** Our way from a line in a channel: its process; `null` when the settings have none. */
export function routeOf(settings: Elma365Settings, lineId: string, channel: Channel): Elma365Route | null {
  const line = settings.lines.find((line) => line.id === lineId)
  return line?.channels.find((route) => route.channel === channel) ?? null
}

/** The host's own page of a session; `null` where the settings have none. Dots are no id, and would lead somewhere else. */
export function sessionLink(
  { sessionPage }: Pick<Elma365Settings, 'sessionPage'>,
  id: string,
): string | null {
  return /^\.*$/.test(id) ? null : (sessionPage?.replace('{session}', encodeURIComponent(id)) ?? null)
}
