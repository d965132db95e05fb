import * as z from 'zod'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { initiativeMessage } from '../../process-actions/initiative-message/definition.ts'
import { run } from '../../process-actions/initiative-message/run.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { listMessages, OperationConflict, operationReport, type Outbound } from '../../src/outbound/index.ts'
import { ManifestSchema } from '../../src/plugin/schema.ts'
import { World } from '../outbound/fake-host.ts'
import { Clock, olga, replica, silent } from '../outbound/replicas.ts'
import { freshDatabase } from '../setup/database.ts'

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
const clock = new Clock()
let world: World
let o: Outbound
let workspaces = 0

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
})
afterAll(async () => {
  await store.close()
  await database.drop()
})
beforeEach(() => {
  world = new World(clock.now)
  o = replica(world, store, clock, `w-${++workspaces}`)
  world.contact('c-1', ['whatsapp', '+79120000001'], ['email', 'p@example.com'])
  world.contact('c-2', ['email', 'x@example.com'])
})
const body = (more: Record<string, unknown> = {}) => ({
  operationId: 'run-77:notify',
  line: 'line-1',
  to: { contactId: 'c-1' },
  channel: 'whatsapp',
  message: { text: 'Your order 15 is ready' },
  author: 'system',
  onOpenSession: 'refuse',
  wait: 'accepted',
  ...more,
})

describe('the definition', () => {
  it('names every input that a designer shows, and every exit', () => {
    const schema = z.toJSONSchema(initiativeMessage.input, { io: 'input' })
    const fields = initiativeMessage.layout.flatMap((group) =>
      group.fields.map(({ input }) => input.split('.')[0]),
    )
    const shown = new Set(fields)
    for (const name of Object.keys(schema.properties ?? {})) expect(shown).toContain(name)
    for (const name of shown) expect(Object.keys(schema.properties ?? {})).toContain(name)
    expect(initiativeMessage.exits.map(({ id }) => id)).toEqual([
      'sent',
      'delivered',
      'read',
      'answered',
      'silence',
      'skipped',
      'refused',
      'failed',
      'unknown',
    ])
  })

  it('fits the manifest', () => {
    const { id, title, description, outputs, exits, layout } = initiativeMessage
    const input = z.toJSONSchema(initiativeMessage.input, { io: 'input' })
    const output = z.toJSONSchema(initiativeMessage.output)
    const action = ManifestSchema.shape.processActions.element
    expect(
      action.safeParse({ id, title, description, input, output, outputs, exits, layout }).error,
    ).toBeUndefined()
  })
})

describe('the step', () => {
  it('sends without an operator, and the message is Automatic (R-PROC-1, R-MARK-1)', async () => {
    const answer = await run(o, body())
    expect(initiativeMessage.output.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({
      exit: 'sent',
      status: 'accepted',
      line: 'line-1',
      channel: 'whatsapp',
      address: '+79120000001',
      reason: null,
    })
    const { items } = await listMessages(o, olga, answer.sessionId ?? '', null)
    expect(items).toMatchObject([{ id: answer.messageId, mark: 'automatic', author: { kind: 'system' } }])
    expect(world.sessions[0]?.operatorId).toBeNull()
  })

  it('gives the same answer to the same body and no second message; another body is a conflict', async () => {
    const first = await run(o, body())
    world.faults.read = Array.from({ length: 9 }, () => 'error' as const)
    expect(await run(o, body())).toEqual(first)
    await expect(run(o, body({ message: { text: 'Other' } }))).rejects.toThrow(OperationConflict)
    expect(world.deliveries).toHaveLength(1)
  })

  it('tells each step of what was done (R-AUDIT-1)', async () => {
    await run(o, body())
    const report = await operationReport(o, 'run-77:notify')
    expect(report?.steps.map(({ name, outcome }) => [name, outcome])).toEqual([
      ['check', 'free-form'],
      ['send', 'accepted'],
      ['find', 'sent'],
    ])
    expect(await operationReport(o, 'run-0')).toBeNull()
  })

  it.each([
    ['refuse', 'refused', 0],
    ['skip', 'skipped', 0],
    ['write', 'sent', 1],
  ])(
    'with an open session and onOpenSession %s leaves by %s (R-PROC-4)',
    async (onOpenSession, exit, count) => {
      const session = world.open('c-1', 'whatsapp', '+79120000001')
      const answer = await run(o, body({ onOpenSession }))
      expect(answer.exit).toBe(exit)
      expect(answer.reason?.code ?? null).toBe(exit === 'sent' ? null : 'open-session')
      expect(world.deliveries).toHaveLength(count)
      expect(world.sessions).toHaveLength(1)
      expect(answer.sessionId).toBe(exit === 'refused' ? null : session.id)
    },
  )

  it('starts one session and writes the rest into it when twenty runs come at once', async () => {
    const runs = Array.from({ length: 20 }, (_, n) =>
      run(o, body({ operationId: `run-${n}`, onOpenSession: 'write' })),
    )
    const answers = await Promise.all(runs)
    expect(answers.map(({ exit }) => exit)).toEqual(Array.from({ length: 20 }, () => 'sent'))
    expect(world.sessions).toHaveLength(1)
    expect(world.deliveries).toHaveLength(20)
  })

  it('takes an initiator only from the line (R-PROC-2)', async () => {
    expect(await run(o, body({ author: { initiator: 'ghost' } }))).toMatchObject({
      exit: 'refused',
      reason: { code: 'not-operator-of-line' },
    })
    const answer = await run(o, body({ operationId: 'run-78', author: { initiator: 'op-3' } }))
    const { items } = await listMessages(o, olga, answer.sessionId ?? '', null)
    expect(items).toMatchObject([{ mark: 'automatic', author: { kind: 'operator', name: 'Denis' } }])
  })

  it('finds the contact by address, or creates it where the host can', async () => {
    const known = await run(o, body({ to: { address: '+7 912 000-00-01' } }))
    expect(known).toMatchObject({ exit: 'sent', address: '+79120000001' })
    expect(world.contacts).toHaveLength(2)
    const made = await run(o, body({ operationId: 'run-78', to: { address: '+79120000055' } }))
    expect(made).toMatchObject({ exit: 'sent', address: '+79120000055' })
    expect(world.contacts).toHaveLength(3)
    const again = await run(
      o,
      body({ operationId: 'run-79', to: { address: '+79120000055' }, onOpenSession: 'write' }),
    )
    expect(again.exit).toBe('sent')
    expect(world.contacts).toHaveLength(3)
  })

  it('finds the contact behind a record, and refuses one without contact or account', async () => {
    expect((await run(o, body({ to: { record: { type: 'order', id: 'o-1' } } }))).exit).toBe('sent')
    const nobody = { exit: 'refused', reason: { code: 'no-account' } }
    expect(
      await run(o, body({ operationId: '2', to: { record: { type: 'deal', id: 'd-1' } } })),
    ).toMatchObject(nobody)
    expect(await run(o, body({ operationId: '3', to: { contactId: 'c-9' } }))).toMatchObject(nobody)
    expect(await run(o, body({ operationId: '4', to: { contactId: 'c-2' } }))).toMatchObject(nobody)
  })

  it('needs no channel where the line has one, and asks for it where it has several', async () => {
    expect((await run(o, body({ channel: undefined }))).channel).toBe('whatsapp')
    await expect(
      run(o, body({ operationId: '2', line: 'line-3', channel: undefined })),
    ).rejects.toMatchObject({
      fields: [{ path: 'channel' }],
    })
  })

  it('says what it would do on a dry run, and neither sends nor stores', async () => {
    const answer = await run(o, body({ dryRun: true }))
    expect(initiativeMessage.output.parse(answer)).toEqual(answer)
    expect(answer).toMatchObject({
      exit: null,
      dryRun: {
        verdict: { kind: 'free-form' },
        recipient: { contactId: 'c-1', name: 'Name of c-1', address: '+79120000001' },
        text: 'Your order 15 is ready',
        intoSessionId: null,
      },
    })
    const session = world.open('c-1', 'whatsapp', '+79120000001')
    expect(await run(o, body({ dryRun: true }))).toMatchObject({
      exit: 'refused',
      dryRun: { verdict: { kind: 'refused' } },
    })
    expect(await run(o, body({ dryRun: true, onOpenSession: 'skip' }))).toMatchObject({ exit: 'skipped' })
    const into = await run(o, body({ dryRun: true, onOpenSession: 'write' }))
    expect(into.dryRun?.intoSessionId).toBe(session.id)
    expect(world.deliveries).toEqual([])
    expect(await operationReport(o, 'run-77:notify')).toBeNull()
  })

  it('leaves by failed and unknown with the reason in words', async () => {
    world.faults.send = ['refuse-for-good']
    expect(await run(o, body())).toMatchObject({
      exit: 'failed',
      status: null,
      reason: { code: 'not-allowed' },
    })
    world.faults.send = ['timeout-before']
    const unknown = await run(o, body({ operationId: '2' }))
    expect(unknown).toMatchObject({ exit: 'unknown', status: null, reason: { code: 'outcome-unknown' } })
    expect(unknown.reason?.text.length).toBeGreaterThan(20)
  })
})

describe('a wrong body', () => {
  it('an address that is too long is told so, and not that it is none', async () => {
    const url = `https://files.example/${'a'.repeat(2000)}`
    const long = body({ callbackUrl: url, message: { text: 'x', attachments: [{ name: 'a.pdf', url }] } })
    const message = 'an address of 2,000 characters at most'
    const fields = [
      { path: 'message.attachments.0.url', message },
      { path: 'callbackUrl', message },
    ]
    await expect(run(o, long)).rejects.toMatchObject({ fields })
  })

  it.each([
    ['nothing', {}, ['operationId', 'line', 'to', 'message']],
    ['not an object', 'x', ['body']],
    ['an unknown field', body({ foo: 1 }), ['foo']],
    ['an unknown line', body({ line: 'line-9' }), ['line']],
    ['two recipients', body({ to: { contactId: 'c-1', address: '+7' } }), ['to']],
    ['neither a text nor a template', body({ message: {} }), ['message.text']],
    ['a text beside a template', body({ message: { text: 'x', template: { id: 't' } } }), ['message.text']],
    ['a template without its id', body({ message: { template: {} } }), ['message.template.id']],
    [
      'a variable that is a list',
      body({ message: { template: { id: 't', variables: { name: [] } } } }),
      ['message.template.variables.name'],
    ],
    ['an empty tag', body({ tags: [''] }), ['tags.0']],
    ['a field that is an object', body({ fields: { 'f-1': {} } }), ['fields.f-1']],
    [
      'an attachment without an address',
      body({ message: { text: 'x', attachments: [{ name: 'a.pdf' }] } }),
      ['message.attachments.0.url'],
    ],
    ['a wait that nobody knows', body({ wait: 'loved' }), ['wait']],
    ['an unknown way with open sessions', body({ onOpenSession: 'shout' }), ['onOpenSession']],
    ['a time limit of more than 30 days', body({ timeLimit: 'P5W' }), ['timeLimit']],
    ['no time at all', body({ timeLimit: 'PT0S' }), ['timeLimit']],
    ['no hop at all', body({ hops: [] }), ['hops']],
    [
      'a hop without patience',
      body({ hops: [{ line: 'line-1', message: { text: 'x' } }] }),
      ['hops.0.patience'],
    ],
    [
      'a hop that would never go',
      body({
        wait: 'delivered',
        hops: [{ line: 'line-1', message: { text: 'x' }, condition: 'unread', patience: 'PT1H' }],
      }),
      ['hops.0.condition'],
    ],
    [
      'a hop to an unknown line',
      body({ hops: [{ line: 'line-9', message: { text: 'x' }, patience: 'PT1H' }] }),
      ['hops.0.line'],
    ],
    ['an unknown way to call it off', body({ cancelOn: ['rain'] }), ['cancelOn.0']],
    ['an unknown channel', body({ channel: 'pigeon' }), ['channel']],
    ['a time limit in months', body({ timeLimit: 'P1M' }), ['timeLimit']],
    ['a callback that is no address', body({ callbackUrl: 'javascript:alert(1)' }), ['callbackUrl']],
    ['a text of 100,000 characters', body({ message: { text: 'x'.repeat(100_000) } }), ['message.text']],
  ])('%s is told field by field', async (_what, wrong, paths) => {
    const error = await run(o, wrong).catch((cause: unknown) => cause)
    const fields = (error as { fields?: { path: string; message: string }[] }).fields ?? []
    expect(fields.map(({ path }) => path)).toEqual(paths)
    expect(world.deliveries).toEqual([])
  })
})
