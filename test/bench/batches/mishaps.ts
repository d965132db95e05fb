import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { median, type Row } from '../row.ts'
import { programs, type Programs } from './programs.ts'

const LEASE_MS = 10_000
const PEOPLE = 150
const LOST = 5

/** How long it takes until others go on with the work of a replica that was killed; every message is sent once all the same. */
export async function takenOver(server: string): Promise<Row[]> {
  const on = await programs(server, 'killed', { delayMs: 1500 })
  const client = new Client({ connectionString: on.databaseUrl })
  try {
    await client.connect()
    // One stretch, in the hands of the first replica before there is another one.
    await on.begin('killed', PEOPLE)
    await on.more(1)
    await until(async () => (await on.progress('killed')).done > 10)
    const inHand = `select id from firstline.operations where state in ('planned', 'sending')`
    const { rows } = await client.query<{ id: string }>(inHand)
    await on.kill()
    const killedAt = performance.now()
    const { done: before } = await on.progress('killed')
    const goesOn = until(async () => (await on.progress('killed')).done > before).then(() =>
      performance.now(),
    )
    const ids = rows.map(({ id }) => id)
    const settled = until(
      async () => (await client.query(`${inHand} and id = any($1)`, [ids])).rowCount === 0,
    ).then(() => performance.now())
    const tookMs = [(await goesOn) - killedAt, (await settled) - killedAt] as const
    await until(async () => (await on.progress('killed')).over)
    const { marks, twice } = await on.seen()
    if (marks !== PEOPLE || twice > 0)
      throw new Error(`${marks} of ${PEOPLE} were written to, ${twice} twice.`)
    const row = (name: string, ms: number): Row => ({
      name,
      value: ms / 1000,
      unit: 's',
      beside: { name: 'a lease', value: LEASE_MS / 1000, ratio: ms / LEASE_MS },
    })
    return [
      row('A replica is killed: until another one goes on with its list', tookMs[0]),
      row(`A replica is killed: until what it had in hand is settled (${ids.length})`, tookMs[1]),
    ]
  } finally {
    await client.end()
    await on.stop()
  }
}

/**
 * Until Operations shows that nobody knows what became of a step: from its call where the host loses the answer at once, and from the end
 * of the attempt where the host hangs. The host cannot tell.
 */
export async function unknownShown(server: string): Promise<Row[]> {
  const on = await programs(server, 'unknown', { perMinute: 100_000, blind: true })
  try {
    const times: number[] = []
    const shown = async (operationId: string): Promise<number> => {
      const to = { contactId: operationId }
      const step = { line: 'line-1', channel: 'email', to, message: { text: 'Hello' }, operationId }
      // A call whose answer is late on a busy machine goes on by itself.
      const answered = on.ask('process-actions/initiative-message', step).catch(() => null)
      // Those that the host is still being asked about stand there too, with nothing to decide yet.
      await until(async () => {
        const { items } = (await on.ask('unknowns')) as { items: { lookedFor: boolean }[] }
        return items.some((one) => !one.lookedFor && JSON.stringify(one).includes(operationId))
      })
      const at = Date.now()
      await answered
      return at
    }
    for (let n = 0; n < LOST; n++) {
      const startedAt = Date.now()
      times.push((await shown(`run-${n}-lost`)) - startedAt)
    }
    const ids = Array.from({ length: LOST }, (_, n) => `run-${n}-hang`)
    const hung = ids.map(async (id) => (await shown(id)) - (await attemptEnded(on, id)))
    return [
      shownRow('From a lost answer to the unknown outcome in Operations', median(times)),
      shownRow(
        'From the end of a request to a host that hangs to the unknown outcome in Operations',
        median(await Promise.all(hung)),
      ),
    ]
  } finally {
    await on.stop()
  }
}

const shownRow = (name: string, ms: number): Row => ({
  name,
  value: ms,
  unit: 'ms, median',
  beside: { name: 'five seconds', value: 5000, ratio: ms / 5000 },
})

/** When the host had not answered for long enough. */
async function attemptEnded(on: Programs, operationId: string): Promise<number> {
  const { steps } = await on.ask(`operations/${operationId}`)
  const sent = (steps as { name: string; endedAt: string | null }[]).find(({ name }) => name === 'send')
  return Date.parse(sent?.endedAt ?? '')
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50)
}
