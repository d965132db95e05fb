import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { run } from '../../process-actions/initiative-message/run.ts'
import { renderTemplate, templateText, type Template } from '../../src/domain/template.ts'
import { nodeFetch } from '../../src/hosts/fetch-node.ts'
import { openHost } from '../../src/hosts/registry.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { OperationConflict, type Outbound } from '../../src/outbound/index.ts'
import { templatesOf } from '../../src/outbound/declared.ts'
import { startSandbox } from '../../src/sandbox/server.ts'
import { oracleAt } from '../contract/oracle.ts'
import { freshDatabase } from '../setup/database.ts'
import { silent } from './replicas.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const
const TWO_DAYS_MS = 48 * 3_600_000

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})

/** A process before a host of this dialect, by the host's own clock. */
async function before(dialect: string) {
  const sandbox = await startSandbox({ port: 0, dialect, seed: 'demo', dataDir: null, gateway: null })
  const connections = nodeFetch()
  onTestFinished(async () => {
    await sandbox.stop()
    await connections.close()
  })
  const { engine, url, workspaceHost } = sandbox
  const now = () => engine.now()
  const opened = openHost(workspaceHost, { fetch: connections.fetch, now, log: silent })
  if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
  const id = `${dialect}-${randomUUID()}`
  const o: Outbound = {
    host: opened.host,
    journal: store.of(id),
    workspace: { id, country: 'RU', templateVariables: sandbox.templateVariables },
    now,
    newId: randomUUID,
    log: silent,
    wait: (ms) => pause(ms / 5),
  }
  const known = engine.store.deliveries.length
  return { o, engine, url, fresh: () => engine.store.deliveries.slice(known) }
}

/** Pavel has written, and has been silent for two days since. */
async function silentCustomer(dialect: string, session: 'open' | 'closed') {
  const { o, engine, url, fresh } = await before(dialect)
  const oracle = oracleAt(url)
  await oracle.customer({ ...PAVEL, action: 'write', text: 'Where is my order?' })
  const written = engine.store.messages.findLast(({ text }) => text === 'Where is my order?')
  const sessionId = written?.sessionId ?? ''
  if (session === 'closed') await oracle.close(sessionId)
  await oracle.advanceClock(TWO_DAYS_MS)
  const line = engine.store.sessions.find(({ id }) => id === sessionId)?.lineId ?? ''
  const hostLine = (await o.host.lines.list()).find((one) => one.id === line)
  if (!hostLine) throw new Error(`The host does not list ${line}`)
  const templates = await templatesOf(o, hostLine, PAVEL.channel)
  const template = templates.find(({ variables }) => variables.some(({ kind }) => kind === 'date'))
  if (!template) throw new Error('The demo has no template with a date')
  return { o, engine, line, template, fresh }
}

const valuesFor = ({ variables }: Template) =>
  Object.fromEntries(
    variables.map(({ name, kind, choices }, nth) => [
      name,
      kind === 'date' ? '2026-11-24' : (choices[0] ?? `Value ${nth + 1}`),
    ]),
  )

describe.each(['chatwoot', 'edna'])('before %s, a customer who was silent for two days', (dialect) => {
  it.each(['open', 'closed'] as const)(
    'whose session is %s gets a template once, its date in words, and no text (R-WIN-1, R-TPL-5, R-PROC-6, R-ONCE-1)',
    async (session) => {
      const { o, engine, line, template, fresh } = await silentCustomer(dialect, session)
      const body = (operationId: string, message: object, more: object = {}) => ({
        operationId,
        line,
        to: { contactId: 'c-1' },
        channel: PAVEL.channel,
        message,
        ...more,
      })
      const typed = await run(o, body('text', { text: 'Are you there?' }))
      expect(typed).toMatchObject({ exit: 'refused', reason: { code: 'template-required' } })

      const variables = valuesFor(template)
      const filled = { template: { id: template.id, variables } }
      const words = templateText(renderTemplate(template, variables))
      expect(words).toContain('24 November')
      const rehearsed = await run(o, body('template', filled, { dryRun: true }))
      expect(rehearsed).toMatchObject({
        exit: null,
        dryRun: { verdict: { kind: 'template-only' }, text: words },
      })
      expect(fresh()).toEqual([])

      const operators = () => engine.store.sessions.map(({ id, operatorId }) => `${id} ${operatorId}`)
      const before = new Set(operators())
      const answers = await Promise.all([1, 2, 3].map(() => run(o, body('template', filled))))
      const [first] = answers
      expect(first).toMatchObject({ exit: 'sent', status: 'accepted', reason: null, ...PAVEL })
      for (const answer of answers) expect(answer).toEqual(first)
      expect(await run(o, body('template', filled))).toEqual(first)
      expect(fresh()).toMatchObject([{ ...PAVEL, text: words }])
      // Nobody is given the session: the system has no hands to take it with.
      const changed = operators().filter((one) => !before.has(one))
      for (const one of changed) expect(one).toMatch(/ null$/)

      const [name] = Object.keys(variables)
      const other = { template: { id: template.id, variables: { ...variables, [name ?? '']: 'Other' } } }
      await expect(run(o, body('template', other))).rejects.toThrow(OperationConflict)
      await expect(run(o, body('template', { text: words }))).rejects.toThrow(OperationConflict)

      const date = template.variables.find(({ kind }) => kind === 'date')?.name ?? ''
      const wrong = [
        ['no day', { id: template.id, variables: { ...variables, [date]: '24 November' } }, 'variable-wrong'],
        ['empty', { id: template.id, variables: { ...variables, [name ?? '']: ' ' } }, 'variable-missing'],
        ['gone', { id: 'no-such-template', variables }, 'template-unknown'],
      ] as const
      for (const [id, one, code] of wrong)
        expect(await run(o, body(id, { template: one }))).toMatchObject({ exit: 'refused', reason: { code } })
      expect(fresh()).toHaveLength(1)
    },
    60_000,
  )
})

it('before helpdeskeddy a letter takes the fields that the host demands, and tags (R-MAIL-2, R-TAG-1, R-PROC-6)', async () => {
  const { o, engine, fresh } = await before('helpdeskeddy')
  const line = (await o.host.lines.list()).find(({ channels }) => channels.includes('email'))
  if (!line) throw new Error('The demo has no letters')
  const fields = (await o.host.startFields?.(line, 'email', null)) ?? []
  const demanded = fields.filter(({ required, initial }) => required && initial === null)
  expect(demanded.length).toBeGreaterThan(0)
  const values = Object.fromEntries(demanded.map(({ id, choices }) => [id, choices.at(-1)?.id ?? '15']))
  const body = (operationId: string, more: object) => ({
    operationId,
    line: line.id,
    to: { contactId: 'c-1' },
    channel: 'email',
    message: { subject: 'Your order 15', text: 'It is ready.' },
    onOpenSession: 'refuse',
    ...more,
  })
  const code = async (one: object) => (await run(o, one)).reason?.code
  expect(await code(body('bare', {}))).toBe('field-missing')
  expect(await code(body('other', { fields: { ...values, 'no-such-field': 'x' } }))).toBe('field-wrong')
  expect(fresh()).toEqual([])
  const whole = body('whole', { fields: values, tags: ['delivery'] })
  const answer = await run(o, whole)
  expect(answer).toMatchObject({ exit: 'sent', channel: 'email' })
  expect(await run(o, whole)).toEqual(answer)
  expect(fresh()).toMatchObject([{ channel: 'email', text: expect.stringContaining('It is ready.') }])
  const session = engine.store.sessions.find(({ id }) => id === answer.sessionId)
  expect(session).toMatchObject({ operatorId: null, tags: expect.arrayContaining(['delivery']) })
  expect(Object.keys(session?.fields ?? {}).length).toBeGreaterThan(0)
}, 60_000)
