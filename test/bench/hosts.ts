import { readdir, readFile, rm } from 'node:fs/promises'
import { run } from '../../scripts/run.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { OffersSchema, type WireOffers } from '../../src/wire/form.ts'
import { CardSchema, OperationSchema } from '../../src/wire/schemas.ts'
import { newDatabase } from '../setup/new-database.ts'
import { startStand, type Stand } from '../setup/stand.ts'
import type { Row } from './row.ts'

const CONTACTS = ['c-1', 'c-2', 'c-3', 'c-4', 'c-5', 'c-6']
/** Nobody else asks while we count: no card is polled and nothing is recovered. */
const QUIET = { POLL_MS: '600000', RECOVER_MS: '600000' }
const REPORT = '.vitest-contract-report.json'

/** How many requests each host gets when a card is opened, and from a form's "send" until the session is started and assigned. */
export async function requestsOfHosts(postgresUrl: string): Promise<Row[]> {
  const rows: Row[] = []
  for (const dialect of Object.keys(DIALECTS)) {
    const database = await newDatabase(postgresUrl)
    const stand = await startStand(database.url, QUIET, dialect)
    try {
      rows.push(...(await requestsOf(stand, dialect)))
    } finally {
      await stand.stop()
      await database.drop()
    }
  }
  return rows
}

async function requestsOf(stand: Stand, dialect: string): Promise<Row[]> {
  const asked = () => stand.sandbox.engine.store.requests.length
  const during = async (work: () => Promise<unknown>): Promise<number> => {
    const before = asked()
    await work()
    return asked() - before
  }
  const card = async (contactId: string) => CardSchema.parse(await ask(stand, contactId, 'GET', '/v1/card'))
  const first = await during(() => card('c-2'))
  const again = await during(() => card('c-2'))
  const way = await freeWay(stand, card)
  const { contactId } = way
  const start = await during(async () => {
    await ask(stand, contactId, 'POST', '/v1/sessions', {
      operationId: 'bench-1',
      contactId,
      lineId: way.lineId,
      channel: way.channel,
      address: way.address,
      text: 'Your order is ready',
      ...demanded(way.offers),
    })
    for (;;) {
      const now = OperationSchema.parse(await ask(stand, contactId, 'GET', '/v1/operations/bench-1'))
      if (now.state === 'failed' || now.state === 'refused') throw new Error(JSON.stringify(now))
      if (now.state === 'sent' && now.routing !== 'pending') return
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  })
  const row = (what: string, value: number): Row => ({ name: `${dialect}: ${what}`, value, unit: 'requests' })
  return [
    row('requests to the host for a card, the first after a start', first),
    row('requests to the host for a card', again),
    row('requests to the host for starting a session', start),
  ]
}

/** The first way to one of the demo's contacts that may be written to freely. */
async function freeWay(
  stand: Stand,
  card: (contactId: string) => Promise<ReturnType<typeof CardSchema.parse>>,
) {
  for (const contactId of CONTACTS)
    for (const { lineId, channel, address, verdict } of (await card(contactId)).ways) {
      if (verdict.kind !== 'free-form') continue
      const way = { contactId, lineId, channel, address }
      const offers = await ask(stand, contactId, 'GET', `/v1/offers?${new URLSearchParams(way)}`)
      return { ...way, offers: OffersSchema.parse(offers) }
    }
  throw new Error('Nobody of the demo seed may be written to freely.')
}

/** What the form would fill in where something is demanded. */
function demanded({ way, tags, fields }: WireOffers) {
  const required = fields.filter((field) => field.required)
  return {
    subject: way.subject === 'none' ? null : 'The order',
    tags: tags?.required ? tags.names.slice(0, 1) : [],
    fields: Object.fromEntries(required.map(({ id, choices }) => [id, choices[0]?.id ?? '15'])),
  }
}

async function ask(
  { gateway, secret }: Stand,
  contactId: string,
  method: string,
  path: string,
  body?: unknown,
): Promise<unknown> {
  const call = async (where: string, token: string, how: string, what?: unknown): Promise<unknown> => {
    const answer = await fetch(`${gateway}${where}`, {
      method: how,
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: what === undefined ? null : JSON.stringify(what),
    })
    if (!answer.ok) throw new Error(`${where} answered ${answer.status}: ${await answer.text()}`)
    return answer.json()
  }
  const record = { type: 'contact', id: contactId }
  const issued = await call('/v1/contexts', secret, 'POST', { operator: 'op-1', record })
  return call(path, (issued as { context: string }).context, method, body)
}

/** How long the whole contract takes, over every host and profile. */
export async function contractTime(): Promise<Row[]> {
  const started = performance.now()
  const exit = await run('vitest', [
    'run',
    '--project',
    'unit',
    '--silent',
    '--reporter=json',
    `--outputFile.json=${REPORT}`,
    // Every folder of a host has one, else the tests fail.
    ...(await readdir('src/hosts', { withFileTypes: true }))
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => `test/hosts/${name}/contract.test.ts`),
  ])
  const took = performance.now() - started
  const report = JSON.parse(await readFile(REPORT, 'utf8')) as { numTotalTests: number }
  await rm(REPORT, { force: true })
  if (exit !== 0) throw new Error('The contract does not hold: its time says nothing.')
  return [
    { name: 'Contract suite, every host and profile', value: took / 1000, unit: 's' },
    { name: 'Contract suite, tests in it', value: report.numTotalTests, unit: 'tests' },
  ]
}
