import * as z from 'zod'
import { CHANNELS } from '../../domain/words.ts'

const text = z.string().min(1).max(500)
/** Never shown, never logged: `secretsOf` finds these. */
const secret = z.string().min(8).max(4000).meta({ secret: true })
const prefix = z
  .string()
  .regex(/^[A-Za-z][\w.:-]{0,30}$|^$/, 'must begin with a letter')
  .default('')

/** What an administrator fills in. Everything the host cannot tell by itself stands here. */
export const ChatwootSettingsSchema = z.strictObject({
  kind: z.literal('chatwoot'),
  baseUrl: z
    .url({ protocol: /^https?$/ })
    .describe('Address of the installation, like https://app.chatwoot.com, without /api.'),
  accountId: z.int().positive().describe('Number of the account, as it stands in the address of its pages.'),
  token: secret.describe(
    'Access token of a user made for Firstline, with the role administrator (profile page, at its end). Not a bot’s token.',
  ),
  serviceUser: z
    .int()
    .positive()
    .nullable()
    .default(null)
    .describe('Number of that user: what he writes is shown as the system’s, and nothing is handed to him.'),
  agentTokens: z
    .record(text, secret)
    .default({})
    .describe(
      'Access tokens of agents, by our id of the agent. The host makes the owner of the token the author; who is not here writes as the user of "token".',
    ),
  webhookSecret: secret.describe('Secret of the account’s web hook, with which its calls are signed.'),
  hookToleranceMs: z
    .int()
    .min(1000)
    .max(86_400_000)
    .default(300_000)
    .describe('How far the time of a signed call may lie from ours.'),
  socket: z
    .boolean()
    .default(true)
    .describe(
      'Whether the gateway listens on the host’s socket, with what the owner of "token" may hear; else it asks more often.',
    ),
  apiInboxes: z
    .record(z.string().regex(/^\d{1,15}$/, 'must be the number of an inbox'), z.enum(CHANNELS))
    .default({})
    .describe('Which messenger stands behind an API inbox, by the inbox’s number; else it counts as custom.'),
  openSession: z
    .enum(['refuses', 'warns'])
    .default('refuses')
    .describe('Does an open conversation in a messenger forbid a second one, or is it only told?'),
  tagsRequiredIn: z
    .array(z.int().positive())
    .default([])
    .describe(
      'Numbers of the inboxes in which a conversation that we begin needs a label; the host asks for none.',
    ),
  requestAttribute: z
    .string()
    .regex(/^\w{1,60}$/)
    .default('crm_request_id')
    .describe('Attribute of conversations in which the name of a request is kept; no definition is needed.'),
  idPrefixes: z
    .strictObject({
      contact: prefix,
      inbox: prefix,
      conversation: prefix,
      message: prefix,
      agent: prefix,
      team: prefix,
    })
    .prefault({})
    .describe(
      'What stands before the host’s numbers in our ids, by kind, for a CRM whose own ids bear such letters.',
    ),
  sessionPage: z
    .url()
    .refine((link) => link.includes('{session}'), 'must contain {session}')
    .nullable()
    .default(null)
    .describe('Address of a conversation’s page, with {session} in place of its number; null: no links.'),
  requestsPerMinute: z
    .int()
    .min(10)
    .max(100_000)
    .default(3000)
    .describe(
      'How many requests a minute the installation allows from one address (RACK_ATTACK_LIMIT); leave room for others there.',
    ),
  searchesPerMinute: z
    .int()
    .min(5)
    .max(100_000)
    .default(100)
    .describe(
      'How many searches of contacts a minute it allows the account (RATE_LIMIT_CONTACT_SEARCH); its own agents search too.',
    ),
  readMs: z.int().min(100).max(60_000).default(10_000).describe('How long a question to the host may take.'),
  deedMs: z.int().min(100).max(120_000).default(20_000).describe('How long sending may take.'),
  freshForMs: z
    .int()
    .min(0)
    .max(600_000)
    .default(30_000)
    .describe('For how long inboxes, agents, teams and templates are remembered.'),
})
export type ChatwootSettings = z.infer<typeof ChatwootSettingsSchema>

/** The words that must never appear in an error or a log. */
export function secretsOf(settings: ChatwootSettings): string[] {
  return [settings.token, settings.webhookSecret, ...Object.values(settings.agentTokens)]
}
