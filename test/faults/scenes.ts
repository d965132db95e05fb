import { randomUUID } from 'node:crypto'
import { run } from '../../process-actions/initiative-message/run.ts'
import { openCard, reply, startSession, type Outbound } from '../../src/outbound/index.ts'
import type { Sandbox } from '../../src/sandbox/server.ts'
import { hadTalked, OLGA, PAVEL, type Stand } from './stand.ts'

/** One intention, ready to be carried out by any replica, as often as one likes. */
export interface Intention {
  readonly id: string
  readonly text: string
  /** Resolves with the state or exit that the caller is told. */
  perform(o: Outbound): Promise<string | null>
  /** What else must be true at the store once it is sent. */
  readonly also?: (sandbox: Sandbox) => string | null
}

/** What is done, and which request of it goes wrong. */
export interface Scene {
  readonly name: string
  readonly on: 'read' | 'create-contact' | 'start-session' | 'send-message' | 'route'
  /** Is the host asked to send by this request? Else nothing has left when it goes wrong. */
  readonly sends: boolean
  readonly dialects?: readonly string[]
  prepare(stand: Stand): Promise<Intention>
}

const named = () => {
  const id = randomUUID()
  return { id, text: `Text ${id}` }
}

async function start(stand: Stand): Promise<Intention> {
  hadTalked(stand.sandbox)
  const { ways } = await openCard(stand.replicas[0], OLGA)
  const way = ways.find(({ channel, verdict }) => channel === 'whatsapp' && verdict.kind !== 'refused')
  if (!way) throw new Error('The demo has no WhatsApp that may be written to')
  const { lineId, channel, address } = way
  const { id, text } = named()
  const body = { operationId: id, contactId: 'c-1', lineId, channel, address, subject: null, text }
  return {
    id,
    text,
    perform: async (o) => (await startSession(o, OLGA, body)).state,
    also: ({ engine }) => {
      const sessions = engine.store.sessions.filter(
        ({ contactId, state }) => contactId === 'c-1' && state !== 'closed',
      )
      return sessions.length === 1 ? null : `${sessions.length} open sessions instead of one`
    },
  }
}

/** A process writes into the session that Olga has with Pavel. */
async function intoOpen({ sandbox }: Stand): Promise<Intention> {
  hadTalked(sandbox)
  opened(sandbox)
  const { id, text } = named()
  const to = { contactId: 'c-1' }
  const body = { operationId: id, line: 'line-1', to, channel: 'whatsapp', message: { text } }
  return { id, text, perform: async (o) => (await run(o, body)).exit }
}

async function answer({ sandbox }: Stand): Promise<Intention> {
  hadTalked(sandbox)
  const sessionId = opened(sandbox)
  const { id, text } = named()
  return {
    id,
    text,
    perform: async (o) => (await reply(o, OLGA, sessionId, { operationId: id, text })).state,
  }
}

/** A letter to somebody whom the host does not know yet. */
async function stranger({ sandbox, replicas }: Stand): Promise<Intention> {
  const { host } = replicas[0]
  const line = sandbox.engine.store.lines.find(({ channels }) => channels.includes('email'))
  if (!line) throw new Error('The demo has no line for letters')
  const { id, text } = named()
  const address = `new-${id.slice(0, 8)}@example.com`
  const message = { text, subject: 'News' }
  const known = (await host.lines.list()).find((one) => one.id === line.id)
  const asked = known ? ((await host.startFields?.(known, 'email', null)) ?? []) : []
  const needed = asked.filter(({ required }) => required)
  const fields = Object.fromEntries(needed.map((field) => [field.id, field.choices[0]?.id ?? 'Some']))
  const body = { operationId: id, line: line.id, to: { address }, channel: 'email', message, fields }
  return {
    id,
    text,
    perform: async (o) => (await run(o, body)).exit,
    also: ({ engine }) => {
      const own = engine.store.accounts.filter((account) => account.address === address)
      const people = new Set(own.map(({ contactId }) => contactId))
      return people.size === 1 ? null : `${people.size} contacts with the address instead of one`
    },
  }
}

function opened({ engine }: Sandbox): string {
  const form = { contactId: 'c-1', lineId: 'line-1', ...PAVEL, operatorId: 'op-1', text: 'First of all' }
  const sent = engine.startByHand(form)
  if (!sent) throw new Error('Olga could not start a session')
  engine.customer({ ...PAVEL, action: 'write', text: 'Yes?' })
  return sent.session.id
}

// A contact can be made by these adapters; edna knows its people from elsewhere.
const CREATING = ['elma365', 'helpdeskeddy', 'chatwoot']

/** Each step of starting or sending, by the request that goes wrong in it. */
export const SCENES: readonly Scene[] = [
  { name: 'what is read before', on: 'read', sends: false, prepare: start },
  { name: 'a contact is made', on: 'create-contact', sends: false, dialects: CREATING, prepare: stranger },
  { name: 'a session is started', on: 'start-session', sends: true, prepare: start },
  { name: 'a letter to a stranger', on: 'start-session', sends: true, dialects: CREATING, prepare: stranger },
  { name: 'a message into an open session', on: 'send-message', sends: true, prepare: intoOpen },
  { name: 'an answer', on: 'send-message', sends: true, prepare: answer },
  { name: 'the session goes to who began it', on: 'route', sends: false, prepare: start },
]
