import * as z from 'zod'
import { createEdna, EdnaSettingsSchema } from '../../../src/hosts/edna/index.ts'
import { nodeFetch } from '../../../src/hosts/fetch-node.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { describeHost, type HostUnderTest } from '../../contract/host-contract.ts'
import { serveFiles } from './file-server.ts'
import { oracleOf, type Oracle, type Store } from '../../contract/oracle.ts'

/** What the vendor leaves open: each way it may turn out. Free text goes out at any hour; the window has tests of its own. */
const PROFILES = {
  'as documented': { window: 'off' },
  'a stand with tenants, small pages, newest message first': {
    window: 'off',
    tenantHeader: 'required',
    pageMax: 7,
    messageOrder: 'newest-first',
    historyContent: 'string',
  },
  'bare tokens, unknown states, presence changed by sending': {
    window: 'off',
    tokenForm: 'bare',
    oddStatus: true,
    agentStatus: 'changed',
  },
}

const Transfers = z.object({ comments: z.array(z.string()) })

const edna: HostUnderTest = {
  capabilities: [
    'search',
    'atAddress',
    'operators',
    'records',
    'routing',
    'hooks',
    'handOver',
    'reach',
    'templates',
    'cannedReplies',
  ],
  findsBy: 'whole-phones',
  recordTypes: ['contact'],
  pushes: ['message'],
  handOverComments: ({ storage }, sessionId) =>
    Transfers.parse(storage[`edna/transfers/${sessionId}`]).comments.map((text) => ({ text, author: null })),
  // The one message history of the host tells of no files (facts, 2.10).
  files: { whatsapp: 3, email: 3, readBack: false },
  withoutRight: ({ url }) => new URL(url).pathname.endsWith('/v1/agents'),
  noRight: () => Response.json({ message: 'Access is denied' }, { status: 403 }),
  async start() {
    const sandbox = await startSandbox({
      port: 0,
      dialect: 'edna',
      seed: 'demo',
      dataDir: null,
      gateway: null,
    })
    const { fetch, close } = nodeFetch()
    const files = await serveFiles()
    const open = (patch: object, over = (inner: typeof fetch) => inner) => {
      const limits = { readMs: 1000, deedMs: 1000, threadsFreshForMs: 0 }
      const settings = EdnaSettingsSchema.parse({ ...sandbox.workspaceHost, ...limits, ...patch })
      return createEdna(settings, {
        fetch: over(fetch),
        now: () => new Date(),
        log: silentLog,
        files: files.files,
      })
    }
    const host = open({})
    // Logs in, so that no test counts the login among its requests.
    await host.contacts.get('c-1')
    const wrong = { password: 'not-the-password', chatbotToken: 'not-the-token' }
    const pulse = { ...(sandbox.workspaceHost['pulse'] as object), apiKey: 'not-the-key' }
    return {
      host,
      stranger: open({ ...wrong, pulse }),
      other: open,
      withStrangeLine: () =>
        open({
          lines: [
            {
              id: 'line-1',
              name: 'Sales',
              channel: 'whatsapp',
              channelType: 'WHATSAPP',
              channelNumber: 1,
              pulseSubjectId: 999999,
            },
          ],
        }),
      oracle: withPlaces(oracleOf(sandbox)),
      stop: async () => {
        await close()
        await files.stop()
        await sandbox.stop()
      },
    }
  },
  hook: ({ sessionId }) => ({
    headers: { 'x-firstline-hook': 'sandbox-hook' },
    rawBody: JSON.stringify({
      action: 'TRAINING',
      text: 'Yes, it is ready',
      threadsClientId: 1,
      clientId: 'c-1',
      sessionId: sessionId.replace('s-', ''),
      receivedAt: '2026-11-20T09:00:00.000Z',
      messageIndex: 4,
      messageOwner: 'OPERATOR',
    }),
    eventId: `${sessionId.replace('s-', '')}:4`,
  }),
}

/** The host gives messages no ids, so ours are their places in the thread; the store is read with the same ones. */
function withPlaces(oracle: Oracle): Oracle {
  return { ...oracle, store: async () => placed(await oracle.store()) }
}

function placed(store: Store): Store {
  const places = new Map<string, number>()
  const messages = store.messages.map((message) => {
    const place = (places.get(message.sessionId) ?? 0) + 1
    places.set(message.sessionId, place)
    return { ...message, id: `${message.sessionId}.${place}` }
  })
  return { ...store, messages }
}

describeHost('edna', edna, PROFILES)
