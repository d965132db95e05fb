import { Client } from 'pg'
import { describe, it } from 'vitest'
import { addressFits } from '../../src/domain/address.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { freshDatabase } from '../setup/database.ts'
import { SECRET, startProcess, type GatewayProcess } from './gateway-process.ts'

const WHOLE = process.env['FAULTS'] === 'all'
/** Hosts that cannot tell what became of a send without their own answer to it. */
const BLIND = new Set(['edna', 'helpdeskeddy'])
const PEOPLE = 8
/** Longer than anything else here: who waits for it waits until the kill. */
const UNTIL_KILLED_MS = 4000

interface Run {
  readonly operationId: string
  readonly line: string
  readonly text: string
  readonly body: object
}

/** People who have just written: every other one's session is still open. */
function runs({ engine }: Sandbox): Run[] {
  const { accounts } = engine.store
  const all = accounts.filter(({ channel }) => channel === 'whatsapp')
  const alone = ({ contactId }: { contactId: string }) =>
    all.filter((account) => account.contactId === contactId).length === 1
  // Whoever can be reached, and at one address only.
  const each = all
    .filter((one) => !one.blocked && !one.left && addressFits('e164', one.address) && alone(one))
    .slice(0, PEOPLE)
  return each.map(({ contactId, address }, n) => {
    for (const { id, state, contactId: whose } of engine.store.sessions)
      if (whose === contactId && state !== 'closed') engine.close(id, null)
    const sent = engine.customer({ channel: 'whatsapp', address, action: 'write', text: 'Hello' })
    if (!sent) throw new Error('Nobody may write')
    if (n % 2) engine.close(sent.session.id, null)
    const operationId = `run-${n}`
    const line = sent.session.lineId
    const text = `Text of ${operationId} for ${contactId}`
    const to = { contactId }
    return {
      operationId,
      line,
      text,
      body: { operationId, line, to, channel: 'whatsapp', message: { text } },
    }
  })
}

/** Some requests are slow, some are done and never answered: the kill meets each step before, in the middle of and after its deed. */
function mishaps({ engine }: Sandbox): void {
  engine.addFault({ on: 'send-message', kind: 'hang-after', times: 2 })
  engine.addFault({ on: 'send-message', kind: 'slow', times: 2, delayMs: UNTIL_KILLED_MS })
}

const headers = { authorization: `Bearer ${SECRET}`, 'content-type': 'application/json' }
const ask = (gateway: GatewayProcess, { body }: Run) =>
  fetch(`${gateway.url}/v1/process-actions/initiative-message`, {
    method: 'POST',
    headers,
    body: JSON.stringify(body),
  }).catch(() => null)

async function exitOf(gateway: GatewayProcess, { operationId }: Run): Promise<string | null> {
  const answer = await fetch(`${gateway.url}/v1/operations/${operationId}`, { headers })
  const report: unknown = await answer.json()
  const exit: unknown = report && typeof report === 'object' ? Reflect.get(report, 'exit') : null
  return typeof exit === 'string' ? exit : null
}

/** What was given to the host, and has no answer yet. */
async function sendingIn(url: string): Promise<string[]> {
  const client = new Client({ connectionString: url })
  await client.connect()
  const { rows } = await client.query<{ id: string }>(
    `select id from firstline.operations where state in ('sending', 'unknown') and receipt is null`,
  )
  await client.end()
  return rows.map(({ id }) => id)
}

const cells = Object.keys(DIALECTS).flatMap((dialect) => [
  { dialect, survivor: false },
  { dialect, survivor: true },
])
// The two kinds of host, each with one of the two ways to go on.
const few = cells.filter(({ dialect, survivor }) => (survivor ? dialect === 'elma365' : dialect === 'edna'))

describe('a gateway that is killed in the middle of its work (R-ONCE-1, R-ONCE-2)', () => {
  it.concurrent.for(WHOLE ? cells : few)(
    'before $dialect doubles nothing, loses nothing and says what is so, with a survivor: $survivor',
    { timeout: 120_000 },
    async ({ dialect, survivor }, { expect, onTestFinished }) => {
      const database = await freshDatabase()
      const sandbox = await startSandbox({ port: 0, dialect, seed: 'demo', dataDir: null, gateway: null })
      const running: GatewayProcess[] = []
      onTestFinished(async () => {
        for (const gateway of running) await gateway.kill()
        await sandbox.stop()
        await database.drop()
      })
      const start = async (): Promise<GatewayProcess> => {
        const gateway = await startProcess(database.url, sandbox)
        running.push(gateway)
        return gateway
      }
      const victim = await start()
      const other = survivor ? await start() : null
      const all = runs(sandbox)
      mishaps(sandbox)
      const asked = all.flatMap((run) =>
        [victim, ...(other ? [other] : [])].map((gateway) => ask(gateway, run)),
      )
      await expect.poll(() => sandbox.engine.waitingFaults(), { timeout: 50_000 }).toEqual([])
      await victim.kill()
      const withHost = await sendingIn(database.url)
      const heir = other ?? (await start())
      const delivered = ({ text }: Run) =>
        sandbox.engine.store.deliveries.filter((delivery) => delivery.text.includes(text)).length

      // The engine asks again for whatever it got no answer to; nobody is written to twice for that.
      await Promise.all(all.map((run) => ask(heir, run)))
      await expect
        .poll(
          async () => {
            const ends = await Promise.all(all.map(async (run) => [await exitOf(heir, run), delivered(run)]))
            return ends.filter(
              ([exit, n]) => exit === null || (exit === 'unknown' && n === 1 && !BLIND.has(dialect)),
            )
          },
          { timeout: 45_000, interval: 300 },
        )
        .toEqual([])
      await Promise.all(asked)
      const ends = await Promise.all(
        all.map(async (run) => ({ ...run, exit: await exitOf(heir, run), n: delivered(run) })),
      )
      const lies = ends.filter(({ exit, n }) =>
        exit === 'sent' ? n !== 1 : exit === 'unknown' ? n > 1 : n !== 0,
      )
      expect(lies).toEqual([])
      expect(ends.filter(({ exit }) => exit !== 'sent' && exit !== 'unknown')).toEqual([])
      // Only what was with the host at that moment may be in doubt.
      const doubtful = ends.filter(({ exit }) => exit === 'unknown').map(({ operationId }) => operationId)
      expect(doubtful.filter((id) => !withHost.includes(id))).toEqual([])
    },
  )
})
