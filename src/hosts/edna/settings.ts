import * as z from 'zod'
import { CHANNELS } from '../../domain/words.ts'

const text = z.string().min(1).max(500)
/** Never shown, never logged: `secretsOf` finds these. */
const secret = z.string().min(8).max(4000).meta({ secret: true })
const number = z.int().min(0)
const Named = z.strictObject({ id: number, name: text })

const LineSchema = z.strictObject({
  id: text.describe('Our id of the line; the host has none.'),
  name: text.describe('The name people see.'),
  channel: z.enum(CHANNELS).describe('Our name of the messenger or mailbox.'),
  channelType: z
    .string()
    .regex(/^[A-Z_]{2,40}$/, 'must be a type like WHATSAPP')
    .describe('The host’s channelType.'),
  channelNumber: number.describe('The number under "channel" in threads; its meaning is the stand’s own.'),
  appMarker: text.nullable().default(null).describe('Tells several numbers or apps of one channel apart.'),
  pulseSubjectId: number
    .nullable()
    .default(null)
    .describe('The channel’s subjectId in Pulse, for templates; null: no templates on this line.'),
  operators: z.array(text).nullable().default(null).describe('Ids of who works there; null: unknown.'),
  supervisors: z
    .array(text)
    .nullable()
    .default(null)
    .describe('Ids of the line’s supervisors; null: unknown.'),
})

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
  cannedReplies: z
    .array(z.strictObject({ id: text, title: text, text: z.string().min(1).max(2000) }))
    .default([])
    .describe('Ready answers; those of the host cannot be read. Empty: none are offered.'),
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
