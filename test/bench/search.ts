import * as z from 'zod'
import type { Stand } from '../setup/stand.ts'
import { median, type Row } from './row.ts'

const PEOPLE = 100_000
const RUNS = 15

const ContextSchema = z.object({ context: z.string() })
const FoundSchema = z.object({ items: z.array(z.object({ name: z.string() })) })

/** From a query to the people found, through the gateway, among a hundred thousand (R-FIND-1). */
export async function searchAmongMany(stand: Stand): Promise<Row[]> {
  for (let n = 0; n < PEOPLE; n++) stand.sandbox.engine.createContact(person(n))
  const context = await contextOf(stand)
  const last = person(PEOPLE - 1)
  const queries = {
    name: last.name,
    phone: last.phones[0] ?? '',
    email: last.emails[0] ?? '',
    nobody: 'qqqqq',
  }
  const rows: Row[] = []
  for (const [by, query] of Object.entries(queries)) {
    const times: number[] = []
    for (let run = 0; run < RUNS; run++) {
      const started = performance.now()
      const { items } = await find(stand, context, query)
      times.push(performance.now() - started)
      const wanted = by === 'nobody' ? 0 : 1
      if (items.length !== wanted) throw new Error(`${items.length} found by ${by} instead of ${wanted}.`)
    }
    rows.push({
      name: `Search over ${PEOPLE.toLocaleString('en')} contacts by ${by}`,
      value: median(times),
      unit: 'ms, median',
    })
  }
  return rows
}

/** Somebody whose name, phone and email nobody else has. */
function person(n: number): { name: string; phones: string[]; emails: string[] } {
  const number = String(n).padStart(6, '0')
  return {
    name: `Guest Number${number}`,
    phones: [`+7955${number}0`],
    emails: [`guest.${number}@many.example`],
  }
}

async function contextOf({ gateway, secret }: Stand): Promise<string> {
  const answer = await fetch(`${gateway}/v1/contexts`, {
    method: 'POST',
    headers: { authorization: `Bearer ${secret}`, 'content-type': 'application/json' },
    body: JSON.stringify({ operator: 'op-1' }),
  })
  return ContextSchema.parse(await answer.json()).context
}

async function find(
  { gateway }: Stand,
  context: string,
  query: string,
): Promise<z.infer<typeof FoundSchema>> {
  const search = new URLSearchParams({ query, with: 'sessions' })
  const answer = await fetch(`${gateway}/v1/contacts?${search.toString()}`, {
    headers: { authorization: `Bearer ${context}` },
  })
  return FoundSchema.parse(await answer.json())
}
