import { createElma365, Elma365SettingsSchema } from '../../../src/hosts/elma365/index.ts'
import { nodeFetch } from '../../../src/hosts/fetch-node.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { contractFiles } from '../../contract/files.ts'
import { describeHost, type HostUnderTest } from '../../contract/host-contract.ts'
import { oracleOf } from '../../contract/oracle.ts'

/** What the vendor leaves open: each way it may turn out, together with what else may differ. */
const PROFILES = {
  'as documented': {},
  'newest message first, instance under "data"': { messageOrder: 'newest-first', instanceKey: 'data' },
  'failures told with 200, instance under "result"': { failures: 'ok-false', instanceKey: 'result' },
}

const elma365: HostUnderTest = {
  capabilities: [
    'search',
    'create',
    'operators',
    'records',
    'routing',
    'close',
    'hooks',
    'cannedReplies',
    'handOver',
  ],
  files: { whatsapp: 2, email: 3 },
  shows: ['deleted'],
  severalAddresses: true,
  withPages: { sessionPage: 'https://company.example/lines/{session}' },
  withoutRight: ({ url }) => new URL(url).pathname.includes('/api/extensions/'),
  noRight: () => Response.json({ error: 'Not for you.' }, { status: 403 }),
  async start() {
    const sandbox = await startSandbox({
      port: 0,
      dialect: 'elma365',
      seed: 'demo',
      dataDir: null,
      gateway: null,
    })
    const { fetch, close } = nodeFetch()
    const open = (patch: object, over = (inner: typeof fetch) => inner) => {
      const limits = { readMs: 1000, deedMs: 1000, linesFreshForMs: 0 }
      const settings = Elma365SettingsSchema.parse({
        ...(sandbox.workspaceHost as object),
        ...limits,
        ...patch,
      })
      return createElma365(settings, {
        fetch: over(fetch),
        now: () => new Date(),
        log: silentLog,
        files: contractFiles,
      })
    }
    const lines = sandbox.workspaceHost['lines'] as readonly object[]
    return {
      host: open({}),
      stranger: open({ token: 'not-the-token' }),
      other: open,
      withStrangeLine: () => open({ lines: [{ ...lines[0], id: 'line-none' }] }),
      oracle: oracleOf(sandbox),
      stop: async () => {
        await close()
        await sandbox.stop()
      },
    }
  },
  hook: ({ eventId, kind, sessionId }) => ({
    headers: { 'x-firstline-hook': 'sandbox-hook' },
    rawBody: JSON.stringify({ eventId, event: kind, session: sessionId }),
  }),
}

describeHost('elma365', elma365, PROFILES)
