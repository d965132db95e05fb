import * as z from 'zod'
import { CHANNELS } from '../../domain/words.ts'
import { readConsent, recordConsent } from '../../outbound/index.ts'
import { defineRoute, json } from '../route.ts'

const State = z.enum(['given', 'withdrawn'])
const Channel = z.enum(CHANNELS, { error: `one of ${CHANNELS.join(', ')}` })
const Address = z.string().min(1).max(254)

const EntrySchema = z.object({
  state: State,
  at: z.iso.datetime().describe('When the customer said so.'),
  source: z
    .enum(['customer', 'workspace'])
    .describe('The customer’s own message, or the workspace’s server.'),
  note: z.string().nullable(),
  message: z
    .object({ sessionId: z.string(), id: z.string(), text: z.string() })
    .nullable()
    .describe('The message in which the customer said so.'),
})

/** What the workspace knows of a customer's consent on one account. */
export const ConsentSchema = z.object({
  channel: z.enum(CHANNELS),
  address: z.string(),
  state: State.nullable().describe('What was said last; null: nothing ever was.'),
  at: z.iso.datetime().nullable(),
  required: z
    .boolean()
    .describe('Whether nobody may be written to first on this channel who has not agreed.'),
  history: z.array(EntrySchema).describe('Everything said, the last first; at most a hundred.'),
})

/** What is known of a customer's consent. */
export const lookUpConsent = defineRoute({
  method: 'GET',
  path: '/v1/consents',
  who: 'secret',
  summary: 'Whether a customer may be written to first on an account, and who said so when.',
  query: z.object({ channel: Channel, address: Address }),
  answers: { 200: { description: 'What is known.', schema: ConsentSchema } },
  async respond({ caller, query }) {
    return json(await readConsent(caller.workspace.outbound, query.channel, query.address))
  },
})

/** The workspace's server tells what a customer said somewhere else. */
export const keepConsent = defineRoute({
  method: 'PUT',
  path: '/v1/consents',
  who: 'secret',
  summary:
    'Writes down that a customer agreed to be written to first on an account, or took that back; what was said later holds.',
  body: z.strictObject({
    channel: Channel,
    address: Address,
    state: State,
    at: z.iso
      .datetime({ offset: true, error: 'a moment like 2026-11-26T10:00:00Z' })
      .optional()
      .describe('When the customer said so; absent: now.'),
    note: z.string().max(2000).optional().describe('Where and how: a form, a contract. For people.'),
  }),
  answers: { 200: { description: 'What is known now.', schema: ConsentSchema } },
  examples: {
    'agreed in a form': {
      channel: 'whatsapp',
      address: '+79123456789',
      state: 'given',
      at: '2026-11-20T10:00:00Z',
      note: 'Order form, box ticked',
    },
    'took it back by phone': { channel: 'whatsapp', address: '+79123456789', state: 'withdrawn' },
  },
  async respond({ caller, body }) {
    const { at, note = null, ...told } = body
    const moment = at === undefined ? null : new Date(at).toISOString()
    return json(await recordConsent(caller.workspace.outbound, { ...told, at: moment, note }))
  },
})
