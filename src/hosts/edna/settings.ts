import * as z from 'zod'
import { WrittenRepliesSchema } from '../written-replies.ts'
import { CHANNELS } from '../../domain/words.ts'
import { LineSchema } from './line-settings.ts'

const text = z.string().min(1).max(500)
/** Never shown, never logged: `secretsOf` finds these. */
const secret = z.string().min(8).max(4000).meta({ secret: true })
const number = z.int().min(0)
const bytes = z
  .int()
  .min(1)
  .max(10 * 1024 * 1024 * 1024)

const MB = 1024 * 1024
/** What letters may bring by default; edna support changes it (S18, S24). */
const LETTER_FILES = {
  formats: ['jpeg', 'jpg', 'png', 'pdf', 'doc', 'docx', 'rtf', 'bmp'],
  maxBytes: 30 * MB,
  maxTotalBytes: 30 * MB,
  maxCount: null,
}
/** Viber takes files of 25 MB (P12). */
const VIBER_FILES = { formats: null, maxBytes: 25 * MB, maxTotalBytes: null, maxCount: null }

const FilesSchema = z.strictObject({
  formats: z
    .array(z.string().regex(/^[a-z\d]{1,10}$/, 'must be an ending like pdf'))
    .min(1)
    .nullable()
    .default(null)
    .describe('Endings of file names, in lower case; null: any.'),
  maxBytes: bytes.nullable().default(null).describe('Of one file, in bytes; null: no limit is known.'),
  maxTotalBytes: bytes.nullable().default(null).describe('Of all files of a message, in bytes.'),
  maxCount: z.int().min(1).nullable().default(null).describe('How many files a message may have.'),
})

const Named = z.strictObject({ id: number, name: text })

/** What an administrator fills in. Everything the host cannot tell by itself stands here. */
export const EdnaSettingsSchema = z.strictObject({
  kind: z.literal('edna'),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .describe('Address of the Chat Center stand, like https://company.edna.io, without /api.'),
  login: text.describe('Login of the INTEGRATOR, issued by edna support.'),
  password: secret.describe('Password of the INTEGRATOR.'),
  chatbotToken: secret.describe('Token of a chatbot (Settings > Chatbot): messages are read with it.'),
  tenantName: text
    .nullable()
    .default(null)
    .describe('Value of the header X-Tenant-Name, which newer stands want; null: it is not sent.'),
  hookSecret: secret.describe(
    'The last part of the webhook’s address, /v1/hooks/{workspace}/{secret}: the host does not sign.',
  ),
  sessionPrefix: z
    .string()
    .regex(/^[A-Za-z]{0,10}-?$/, 'must be letters and a dash')
    .default('')
    .describe('Put before a thread’s number to make our id of the session, where the CRM names them so.'),
  pulse: z
    .strictObject({
      baseUrl: z.url({ protocol: /^https?$/ }).describe('https://app.edna.io, .ru or .by, without /api.'),
      apiKey: secret.describe('An additional key limited to the channels of the lines below.'),
    })
    .nullable()
    .default(null)
    .describe('edna Pulse, for templates; null: there is none.'),
  lines: z
    .array(LineSchema)
    .min(1)
    .describe('The channels from which we may write; the host does not list them.'),
  addressKeys: z
    .partialRecord(z.enum(CHANNELS), text)
    .default({})
    .describe(
      'Additional client fields in which the CRM keeps addresses, by channel. Phone and email need none.',
    ),
  fields: z
    .record(text, text)
    .default({})
    .describe(
      'Additional client fields for the variables of templates: their keys, and their names for people.',
    ),
  operators: z
    .array(z.strictObject({ id: text, login: text, name: text }))
    .default([])
    .describe('Users of the CRM with their logins in edna; the host shows no names.'),
  skills: z.array(Named).default([]).describe('Skills to which a thread may be transferred.'),
  units: z.array(Named).default([]).describe('Departments to which a thread may be transferred.'),
  transferMode: z
    .enum(['TO_FREE_SLOT', 'TO_READY_OPERATOR', 'TO_ROUTING'])
    .default('TO_ROUTING')
    .describe(
      'What a transfer needs to succeed: a free slot, a ready agent, or nothing (it waits in the queue).',
    ),
  cannedReplies: WrittenRepliesSchema.describe(
    'Ready answers; those of the host cannot be read. Empty: none are offered.',
  ),
  files: z
    .partialRecord(z.enum(CHANNELS), FilesSchema)
    .prefault({ email: LETTER_FILES, viber: VIBER_FILES })
    .describe('What files a channel takes, by channel; what is not named has no limits that we know of.'),
  closedThreadsLookedAt: z
    .int()
    .min(0)
    .max(100_000)
    .default(2000)
    .describe('How many threads are read to find the closed ones of a client; there is no filter by client.'),
  threadsFreshForMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(5000)
    .describe('For how long the list of threads is remembered.'),
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
})
export type EdnaSettings = z.infer<typeof EdnaSettingsSchema>
export type EdnaLine = EdnaSettings['lines'][number]

/** The words that must never appear in an error or a log. Grows by the tokens we are given. */
export function secretsOf(settings: EdnaSettings): string[] {
  const { password, chatbotToken, hookSecret, pulse } = settings
  return [password, chatbotToken, hookSecret, ...(pulse ? [pulse.apiKey] : [])]
}
