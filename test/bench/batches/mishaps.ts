import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { median, type Row } from '../row.ts'
import { programs } from './programs.ts'

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

/** From the call of a step whose answer the host loses, and cannot tell of, until Operations shows that nobody knows. */
export async function unknownShown(server: string): Promise<Row[]> {
  const on = await programs(server, 'unknown', { perMinute: 100_000, blind: true })
  try {
    const times: number[] = []
    for (let n = 0; n < LOST; n++) {
      const operationId = `run-${n}-lost`
      const startedAt = performance.now()
      const step = {
        line: 'line-1',
        channel: 'email',
        to: { contactId: `c-${n}` },
        message: { text: 'Hello' },
      }
      const answered = on.ask('process-actions/initiative-message', { ...step, operationId })
      await until(async () => JSON.stringify(await on.ask('unknowns')).includes(operationId))
      times.push(performance.now() - startedAt)
      await answered
    }
    const ms = median(times)
    const beside = { name: 'five seconds', value: 5000, ratio: ms / 5000 }
    return [
      {
        name: 'From a lost answer to the unknown outcome in Operations',
        value: ms,
        unit: 'ms, median',
        beside,
      },
    ]
  } finally {
    await on.stop()
  }
}

async function until(holds: () => Promise<boolean>): Promise<void> {
  while (!(await holds())) await pause(50)
}
