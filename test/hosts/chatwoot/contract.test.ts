import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import * as z from 'zod'
import { createChatwoot, ChatwootSettingsSchema } from '../../../src/hosts/chatwoot/index.ts'
import { nodeFetch } from '../../../src/hosts/fetch-node.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { contractFiles } from '../../contract/files.ts'
import {
  CAPABILITIES,
  describeHost,
  MORE_CAPABILITIES,
  type HostUnderTest,
} from '../../contract/host-contract.ts'
import { oracleOf, type Store } from '../../contract/oracle.ts'
import { PAVEL } from '../../contract/steps.ts'
import { description, heldAgainst, isThere, type Exchange } from './description.ts'

/** What the vendor leaves open or what changed with the version: each way it may turn out. */
const PROFILES = {
  'as documented': {},
  'no attribute defined, hooks wrapped and sent twice': {
    requestAttributeDefined: false,
    hookWrapped: true,
    pushTwice: true,
    contactConversations: 25,
  },
}

/** Every request of the whole run and every answer that the dialect gave, as the vendor's own description sees them. */
const exchanges: Exchange[] = []
const held = isThere ? heldAgainst(description(), exchanges) : (inner: typeof fetch) => inner

const Extra = z.object({ kind: z.string(), text: z.string(), operatorId: z.string().nullable() })
const Kept = z.object({ extras: z.array(Extra).default([]) })

function notesOf({ storage }: Store, sessionId: string): z.infer<typeof Extra>[] {
  const { extras } = Kept.parse(storage[`chatwoot:${sessionId}`] ?? {})
  return extras.filter(({ kind }) => kind === 'note')
}

const chatwoot: HostUnderTest = {
  capabilities: [...CAPABILITIES, ...MORE_CAPABILITIES, 'identity', 'live', 'notes', 'reopen'],
  // Deals and orders are not Chatwoot's.
  recordTypes: ['contact'],
  severalAddresses: true,
  pushes: ['message', 'session-opened', 'session-closed', 'session-changed'],
  timesToMs: 1000,
  untold: ['closedAt'],
  anybodyCloses: true,
  // WhatsApp's provider is given the first file of a message only.
  files: { whatsapp: 1, email: 3, blindCopy: true },
  notes: {
    onHost: (store, sessionId) => notesOf(store, sessionId).map(({ text }) => text),
    fault: 'send-message',
  },
  handOverComments: (store, sessionId) =>
    notesOf(store, sessionId).map(({ text, operatorId }) => ({ text, author: operatorId })),
  withPages: { sessionPage: 'https://chat.example/conversations/{session}' },
  withoutRight: ({ url }) => new URL(url).pathname.endsWith('/teams'),
  noRight: () => Response.json({ error: 'You are not authorized to do this action' }, { status: 401 }),
  async start() {
    const options = { port: 0, dialect: 'chatwoot', seed: 'demo', dataDir: null, gateway: null } as const
    const sandbox = await startSandbox(options)
    const { fetch, openSocket, close } = nodeFetch()
    const open = (patch: object, over = (inner: typeof fetch) => inner) => {
      const limits = { readMs: 1000, deedMs: 1000, freshForMs: 0 }
      const settings = { ...sandbox.workspaceHost, ...limits, ...patch }
      const connected = { fetch: over(held(fetch)), openSocket }
      const deps = { ...connected, now: () => new Date(), log: silentLog, files: contractFiles }
      return createChatwoot(ChatwootSettingsSchema.parse(settings), deps)
    }
    return {
      host: open({}),
      stranger: open({ token: 'not-the-token', agentTokens: {} }),
      other: open,
      withStrangeLine: () => open({ apiInboxes: { 999999: 'viber' } }),
      oracle: oracleOf(sandbox),
      stop: async () => {
        await close()
        await sandbox.stop()
      },
    }
  },
  async prepare(oracle) {
    // The window for free text is a day from the person's last message (R-WIN-1).
    const { channel, address } = PAVEL
    await oracle.customer({ channel, address, action: 'write', text: 'Hello' })
    const { sessions } = await oracle.store()
    const open = sessions.find(
      (one) => one.contactId === PAVEL.contactId && one.channel === PAVEL.channel && one.state !== 'closed',
    )
    if (open) await oracle.close(open.id)
  },
  hook({ kind, sessionId }, rawBody) {
    const id = Number(sessionId.replace('s-', ''))
    const [body, eventId] = {
      message: [{ event: 'message_created', id: 77, conversation: { id } }, 'message_created:77'],
      'session-opened': [{ event: 'conversation_created', id }, `conversation_created:${id}`],
      'session-closed': [
        { event: 'conversation_status_changed', id, status: 'resolved', updated_at: 5.5 },
        `conversation_status_changed:${id}:resolved:5.5`,
      ],
      'session-changed': [
        { event: 'conversation_updated', id, updated_at: 5.5, changed_attributes: [{ assignee_id: {} }] },
        `assignee_changed:${id}:5.5`,
      ],
    }[kind] as [object, string]
    const sent = rawBody ?? JSON.stringify(body)
    const timestamp = String(Math.floor(Date.now() / 1000))
    const digest = createHmac('sha256', 'sandbox-hook').update(`${timestamp}.${sent}`).digest('hex')
    return {
      headers: { 'x-chatwoot-timestamp': timestamp, 'x-chatwoot-signature': `sha256=${digest}` },
      rawBody: sent,
      eventId,
    }
  },
}

describeHost('chatwoot', chatwoot, PROFILES)

test.skipIf(!isThere)(
  'every request and answer of this run is as the vendor’s description says, its known gaps aside (skipped where the file is not beside the project)',
  async () => {
    const { host, stop } = await chatwoot.start()
    // Whose messages are of every kind.
    for (const contact of ['c-21', 'c-28'])
      for (const { id } of (await host.sessions.ofContact(contact, null)).items)
        await host.sessions.messages(id, null)
    await stop()
    const calls = new Set(exchanges.map(({ call }) => call.replaceAll(/\d+/g, '#')))
    expect(calls.size).toBeGreaterThan(20)
    const wrong = exchanges.flatMap(({ call, found }) =>
      found.map((what) => `${call.replaceAll(/\d+/g, '#')}: ${what}`),
    )
    expect([...new Set(wrong)]).toEqual([])
  },
)
