import * as fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import { OperationConflict, startSession, type Outbound } from '../../src/outbound/index.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import { freshDatabase } from '../setup/database.ts'
import { FILES, type Extras } from './fake-extras.ts'
import { World } from './fake-host.ts'
import { Clock, irina, olga, replica, silent } from './replicas.ts'
import { FILLED, ORDER, ORDER_TEXT, plain, uploaded } from './whole-form.ts'

let database: { url: string; drop(): Promise<void> }
let store: JournalStore
const clock = new Clock()
const world = new World(clock.now)
let o: Outbound

beforeAll(async () => {
  database = await freshDatabase()
  store = await openJournal({ url: database.url, log: silent })
})
beforeEach(() => host({}))
afterAll(async () => {
  await store.close()
  await database.drop()
})

/** From now on the host has this. */
function host(extras: Extras): void {
  world.extras = extras
  o = replica(world, store, clock)
}
const TEMPLATES: Extras = { templates: [ORDER], channels: { whatsapp: { templates: { typed: true } } } }
/** Nobody wrote, so only a template may be sent. */
const CLOSED: Extras = {
  ...TEMPLATES,
  channels: { whatsapp: { templates: { typed: true }, windowMs: 24 * 3600_000 } },
  facts: { lastInboundAt: null, blocked: false, enabled: true },
}
const MAIL: Extras = {
  channels: { email: { attachments: FILES, blindCopy: true, subject: 'required' } },
  startFields: [
    {
      id: 'f-1',
      known: null,
      label: 'Order number',
      kind: 'number',
      required: true,
      choices: [],
      initial: null,
    },
    {
      id: 'f-2',
      known: 'priority',
      label: 'Priority',
      kind: 'list',
      required: true,
      choices: [{ id: '1', name: 'Usual' }],
      initial: '1',
    },
  ],
}

async function codes(body: WireStartSession, asker = olga): Promise<string[]> {
  const { state, reasons } = await startSession(o, asker, body)
  const sent = world.requests.some(({ mark }) => mark === `w:${body.operationId}`)
  expect(sent).toBe(state === 'sent')
  expect(state).toBe(reasons.length === 0 ? 'sent' : 'refused')
  return reasons.map(({ code }) => code)
}
const requestOf = ({ operationId }: WireStartSession) =>
  world.requests.find(({ mark }) => mark === `w:${operationId}`)

describe('templates', () => {
  const filled = { text: '', template: FILLED }
  const without = (name: string, value = '') => ({
    text: '',
    template: { ...FILLED, variables: { ...FILLED.variables, [name]: value } },
  })
  const long = 'x'.repeat(62)
  const cases: [string, Extras, Partial<WireStartSession>, string[]][] = [
    ['R-TPL-1: typing is refused when a template is required', CLOSED, {}, ['template-required']],
    ['R-TPL-1: a template is sent', CLOSED, filled, []],
    ['R-TPL-2: one may type', TEMPLATES, {}, []],
    ['R-TPL-2: one may choose a template', TEMPLATES, filled, []],
    ['R-TPL-2: a host without templates takes none', {}, filled, ['template-not-taken']],
    ['R-TPL-3: an approved text is typed', CLOSED, { typed: { header: 'H', footer: null } }, []],
    [
      'R-TPL-3: header and footer have 61 characters at most',
      CLOSED,
      { typed: { header: long, footer: long } },
      ['header-too-long', 'footer-too-long'],
    ],
    [
      'R-TPL-3: a typed one needs words',
      CLOSED,
      { text: ' ', typed: { header: 'H', footer: null } },
      ['empty-message'],
    ],
    [
      'R-TPL-3: typing is not for every channel',
      { ...CLOSED, channels: { whatsapp: { templates: { typed: false }, windowMs: 1 } } },
      { typed: { header: null, footer: null } },
      ['template-not-taken'],
    ],
    [
      'R-TPL-4: one that may not be sent now is refused',
      { ...CLOSED, templates: [] },
      filled,
      ['template-unknown'],
    ],
    ['R-TPL-5: a text is missing', CLOSED, without('name', '  '), ['variable-missing']],
    ['R-TPL-5: a header variable counts', CLOSED, without('number'), ['variable-missing']],
    ['R-TPL-5: a variable of a button counts', CLOSED, without('code'), ['variable-missing']],
    ['R-TPL-5: a value that is not in the list', CLOSED, without('shop', 'West'), ['variable-wrong']],
    ['R-TPL-5: a date that is none', CLOSED, without('day', 'tomorrow'), ['variable-wrong']],
  ]
  it.each(cases)('%s', async (_rule, extras, more, expected) => {
    host(extras)
    expect(await codes(plain(world, more))).toEqual(expected)
  })

  it('are what the customer reads: filled for the journal, with their values for the host (R-TPL-5)', async () => {
    host(CLOSED)
    const body = plain(world, { text: '', template: FILLED })
    expect(await startSession(o, olga, body)).toMatchObject({
      state: 'sent',
      text: ORDER_TEXT,
      address: body.address,
    })
    expect(requestOf(body)).toMatchObject({ text: ORDER_TEXT, template: FILLED })
  })

  it('typed by hand are shown whole, and their body is the text (R-TPL-3)', async () => {
    host(CLOSED)
    const typed = { header: 'Order 15', footer: 'The shop' }
    const body = plain(world, { text: 'It is ready.', typed })
    expect((await startSession(o, olga, body)).text).toBe('Order 15\nIt is ready.\nThe shop')
    expect(requestOf(body)).toMatchObject({ text: 'It is ready.', typed })
  })

  it('on a line whose rules nobody confirmed are not taken, and free text is (R-RULES-1)', async () => {
    host(TEMPLATES)
    world.lines = world.lines.map((line) =>
      line.id === 'line-1'
        ? { ...line, unconfirmed: [{ channel: 'whatsapp', what: 'template-rules' }] }
        : line,
    )
    expect(await codes(plain(world, { text: '', template: FILLED }))).toEqual(['template-not-taken'])
    expect(await codes(plain(world))).toEqual([])
    world.lines = world.lines.map(({ unconfirmed: _gone, ...line }) => line)
  })

  it('whose catalogue cannot be read fail the operation, and nothing is sent', async () => {
    const broken = new HostError('No.', { code: 'host-broken', kind: 'fix-setup', happened: 'no' })
    host({ ...CLOSED, templates: broken })
    const body = plain(world, { text: '', template: FILLED })
    expect(await startSession(o, olga, body)).toMatchObject({
      state: 'failed',
      failure: { code: 'host-broken' },
    })
    expect(requestOf(body)).toBeUndefined()
  })

  it('are sent only when every variable has its value, whatever was left out (R-TPL-5)', async () => {
    host(CLOSED)
    const names = ORDER.variables.map(({ name }) => name)
    await fc.assert(
      fc.asyncProperty(fc.subarray(names), async (given) => {
        const variables = Object.fromEntries(
          Object.entries(FILLED.variables).filter(([name]) => given.includes(name)),
        )
        const found = await codes(plain(world, { text: '', template: { id: ORDER.id, variables } }))
        expect(found).toEqual(names.filter((name) => !given.includes(name)).map(() => 'variable-missing'))
      }),
      { numRuns: 12 },
    )
  })
})

describe('files (R-FILE-1, R-MSG-1)', () => {
  const withFiles: Extras = { channels: { whatsapp: { attachments: FILES } } }

  it('go with a text or alone, in the order in which they were attached, each once', async () => {
    host(withFiles)
    const [a, b] = [await uploaded(o, 'a.pdf'), await uploaded(o, 'b.png', 20)]
    const both = plain(world, { attachments: [b, a, b] })
    expect(await startSession(o, olga, both)).toMatchObject({
      state: 'sent',
      attachments: ['b.png', 'a.pdf'],
    })
    expect(requestOf(both)?.attachments).toEqual([
      { id: b, name: 'b.png', type: 'application/pdf', size: 20 },
      { id: a, name: 'a.pdf', type: 'application/pdf', size: 10 },
    ])
    expect(await codes(plain(world, { text: '', attachments: [a] }))).toEqual([])
  })

  it.each<[string, Extras, [string, number][], string, string[]]>([
    ['a channel that takes none', {}, [['a.pdf', 10]], 'Text', ['attachments-not-taken']],
    ['a format', withFiles, [['a.exe', 10]], 'Text', ['attachment-format']],
    ['a size', withFiles, [['a.pdf', 1001]], 'Text', ['attachment-too-large']],
    [
      'a sum',
      withFiles,
      [
        ['a.pdf', 800],
        ['b.pdf', 800],
      ],
      'Text',
      ['attachments-too-large'],
    ],
    [
      'a number',
      withFiles,
      [
        ['a.pdf', 1],
        ['b.pdf', 1],
        ['c.pdf', 1],
      ],
      'Text',
      ['too-many-attachments'],
    ],
    [
      'a channel on which they need words',
      { channels: { whatsapp: { attachments: { ...FILES, alone: false } } } },
      [['a.pdf', 1]],
      '',
      ['empty-message'],
    ],
    ['nothing at all', withFiles, [], ' ', ['empty-message']],
    [
      'a template',
      { ...TEMPLATES, channels: { whatsapp: { templates: { typed: false }, attachments: FILES } } },
      [['a.pdf', 1]],
      'template',
      ['text-with-attachments'],
    ],
  ])('are refused for %s', async (_what, extras, files, text, expected) => {
    host(extras)
    const attachments = await Promise.all(files.map(([name, size]) => uploaded(o, name, size)))
    const words = text === 'template' ? { text: '', template: FILLED } : { text }
    expect(await codes(plain(world, { ...words, attachments }))).toEqual(expected)
  })

  it('that are not kept, or are another operator’s, are named and nothing is sent', async () => {
    host(withFiles)
    const [gone, foreign] = [await uploaded(o, 'gone.pdf'), await uploaded(o, 'foreign.pdf', 10, 'op-2')]
    await o.journal.attachments.drop(gone, 'op-1')
    for (const id of [gone, foreign, 'never-there']) {
      const { state, reasons } = await startSession(o, olga, plain(world, { text: '', attachments: [id] }))
      expect([state, reasons.map(({ code, facts }) => [code, facts['name']])]).toEqual([
        'refused',
        [['attachment-gone', id]],
      ])
    }
    expect(await codes(plain(world, { attachments: [foreign] }), irina)).toEqual([])
  })
})

describe('a letter', () => {
  const letter = (more: Partial<WireStartSession> = {}) =>
    plain(world, { channel: 'email', subject: 'Your order', fields: { 'f-1': '15' }, ...more })

  it.each<[string, Partial<WireStartSession>, string[]]>([
    ['R-MAIL-1: with its subject', {}, []],
    ['R-MAIL-2: without a subject', { subject: null }, ['subject-missing']],
    ['R-MAIL-2: without a required field', { fields: {} }, ['field-missing']],
    ['R-MAIL-2: with a field that does not fit', { fields: { 'f-1': 'many' } }, ['field-wrong']],
    ['R-MAIL-2: with a field that nobody asked for', { fields: { 'f-1': '1', x: 'y' } }, ['field-wrong']],
    ['R-MAIL-1: with blind copies', { blindCopy: ['boss@example.com'] }, []],
    ['R-MAIL-1: with a blind copy to no address', { blindCopy: ['boss'] }, ['blind-copy-malformed']],
  ])('%s', async (_rule, more, expected) => {
    host(MAIL)
    expect(await codes(letter(more))).toEqual(expected)
  })

  it('takes what the host’s own form would show where a required field was left out (R-MAIL-2)', async () => {
    host(MAIL)
    const body = letter({ blindCopy: ['boss@example.com'] })
    await startSession(o, olga, body)
    expect(requestOf(body)).toMatchObject({
      fields: { 'f-1': '15', 'f-2': '1' },
      blindCopy: ['boss@example.com'],
    })
  })

  it('has no blind copy where the host takes none (R-MAIL-1)', async () => {
    const body = plain(world, { channel: 'email', subject: 'S', blindCopy: ['boss@example.com'] })
    expect(await codes(body)).toEqual(['blind-copy-not-taken'])
  })
})

describe('tags (R-TAG-1)', () => {
  it('are demanded where the host demands them, and go with the message', async () => {
    host({ tags: { required: true, names: ['sale'] } })
    expect(await codes(plain(world))).toEqual(['tag-missing'])
    const body = plain(world, { tags: ['sale'] })
    expect(await codes(body)).toEqual([])
    expect(requestOf(body)?.tags).toEqual(['sale'])
    host({ tags: { required: false, names: ['sale'] } })
    expect(await codes(plain(world))).toEqual([])
  })
})

describe('one intention, one message, with all of it (R-ONCE-1)', () => {
  const whole: Extras = {
    ...TEMPLATES,
    channels: { whatsapp: { templates: { typed: true }, attachments: FILES } },
  }

  it('sends a template once when one id comes ten times', async () => {
    host(whole)
    const body = plain(world, { text: '', template: FILLED, tags: ['a'] })
    const answers = await Promise.all(Array.from({ length: 10 }, () => startSession(o, olga, body)))
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1)
    expect(world.deliveries.filter(({ address }) => address === body.address)).toHaveLength(1)
  })

  it('gives the same answer for files that are forgotten by now', async () => {
    host(whole)
    const file = await uploaded(o, 'a.pdf')
    const body = plain(world, { attachments: [file] })
    const first = await startSession(o, olga, body)
    await o.journal.attachments.drop(file, 'op-1')
    expect(await startSession(o, olga, body)).toEqual(first)
    expect(world.deliveries.filter(({ address }) => address === body.address)).toHaveLength(1)
  })

  it('refuses another template, value, file, tag, copy, field or wish under the same id', async () => {
    host(whole)
    const body = plain(world, { attachments: [await uploaded(o, 'a.pdf')] })
    await startSession(o, olga, body)
    const others: Partial<WireStartSession>[] = [
      { template: FILLED },
      { typed: { header: null, footer: null } },
      { attachments: [await uploaded(o, 'a.pdf')] },
      { attachments: [] },
      { tags: ['b'] },
      { blindCopy: ['boss@example.com'] },
      { fields: { x: 'y' } },
      { after: { kind: 'nothing' } },
    ]
    for (const other of others)
      await expect(startSession(o, olga, { ...body, ...other })).rejects.toThrow(OperationConflict)
  })

  it('knows a plain message by the fingerprint that it always had', async () => {
    host(whole)
    const body = plain(world)
    await startSession(o, olga, body)
    const empty = {
      template: null,
      typed: null,
      attachments: [],
      blindCopy: [],
      tags: [],
      fields: {},
      after: null,
    }
    expect((await startSession(o, olga, { ...body, ...empty })).state).toBe('sent')
    const { intent } = (await o.journal.operations.get(body.operationId))!
    expect(Object.keys(intent).toSorted()).toEqual(
      ['aim', 'channel', 'kind', 'lineId', 'onOpenSession', 'operatorId', 'subject', 'text'].toSorted(),
    )
  })
})
