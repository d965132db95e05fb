import { describe, expect, it } from 'vitest'
import type * as z from 'zod/mini'
import { CatalogueSchema, OffersSchema } from '../../src/wire/form.ts'
import { AuditSchema } from '../../src/wire/history.ts'
import { ReplySchema, StartSessionSchema } from '../../src/wire/requests.ts'
import { CardSchema } from '../../src/wire/schemas.ts'
import { StreamEventSchema } from '../../src/wire/stream.ts'
import { reasonSentence } from '../../src/words/index.ts'
import { card, EMPTY_DRAFT, session } from '../../widget/stories/people.ts'
import { offersOf, reason, way } from '../../widget/stories/ways.ts'

const at = '2026-11-20T10:00:00.000Z'
const author = { kind: 'operator', id: 'op-1', name: 'Olga' }
const file = { name: 'plan.pdf', type: null, size: 4, url: null, kind: 'file' }
const message = {
  id: 'm-1',
  sessionId: 's-1',
  direction: 'outbound',
  text: 'Hello',
  kind: 'text',
  author,
  mark: 'outgoing',
  status: 'read',
  failure: null,
  attachments: [file],
  at,
  operationId: null,
}
const operation = {
  operationId: 'o-1',
  state: 'sent',
  sessionId: 's-1',
  messageId: null,
  routing: 'done',
  reasons: [],
  failure: null,
  text: 'Hello',
  subject: null,
  after: { kind: 'close', target: null },
  at,
}
const refused = { kind: 'refused', reasons: [reason('never-wrote', { kind: 'choose-another' })] }
const shown = {
  ...card({ sessions: { items: [session({ id: 's-1' })], next: null } }),
  ways: [{ ...way({}), verdict: refused }],
  open: { sessionId: 's-1', messages: { items: [message], next: null } },
  operations: [operation],
  draft: EMPTY_DRAFT,
}
const field = {
  id: 'f',
  known: 'priority',
  label: 'F',
  kind: 'list',
  required: false,
  choices: [],
  initial: null,
}
const target = { kind: 'operator', id: 'op-2', name: 'Irina' }
const offers = {
  ...offersOf(way({})),
  fields: [field],
  after: ['close', 'assign-to-me'],
  targets: [target, target],
}
const variable = {
  name: '1',
  part: 'header',
  kind: 'date',
  choices: [],
  example: null,
  written: 'DD.MM.YYYY',
}
const template = { id: 't', name: 'T', language: null, category: null, header: null, body: 'B', footer: null }
const catalogue = { items: [{ ...template, variables: [variable] }], recent: [], bindings: {} }
const audit = {
  from: 'form',
  operator: null,
  operationId: null,
  initiativeId: null,
  batchId: null,
  line: null,
  channel: null,
  address: null,
  template: null,
  plannedAt: null,
  sentAt: null,
  status: 'read',
  statuses: [{ status: 'sent', at, exact: true }],
  answeredAt: null,
  steps: [],
}

type Path = readonly (string | number)[]

/** A copy with something else at one place; what stood there before must be there. */
function withAt(whole: unknown, path: Path, value: unknown): unknown {
  const copy = structuredClone(whole)
  const holder = path.slice(0, -1).reduce<unknown>((part, key) => Reflect.get(Object(part), key), copy)
  expect(Object.keys(Object(holder))).toContain(String(path.at(-1)))
  Reflect.set(Object(holder), path.at(-1)!, value)
  return copy
}

const [MESSAGE, WAY, SESSION, OPERATION] = [
  ['open', 'messages', 'items', 0],
  ['ways', 0],
  ['sessions', 'items', 0],
  ['operations', 0],
]
const NEW = 'of-tomorrow'
const OTHER = { code: 'other', facts: {}, remedy: null }

/** Where a newer gateway may have a word that this page does not know, what it says there, and what the page makes of it. */
const PLACES: readonly [string, z.ZodMiniType, unknown, Path, given: unknown, taken: unknown][] = [
  ['a reason', CardSchema, shown, [...WAY!, 'verdict', 'reasons', 0, 'code'], NEW, 'other'],
  ['a remedy', CardSchema, shown, [...WAY!, 'verdict', 'reasons', 0, 'remedy'], { kind: NEW }, null],
  [
    'a verdict',
    CardSchema,
    shown,
    [...WAY!, 'verdict'],
    { kind: NEW },
    { kind: 'refused', reasons: [OTHER] },
  ],
  ['the channel of a way', CardSchema, shown, [...WAY!, 'channel'], NEW, 'custom'],
  ['the age of a way', CardSchema, shown, [...WAY!, 'age'], NEW, 'only'],
  ['a subject', CardSchema, shown, [...WAY!, 'subject'], NEW, 'optional'],
  ['the channels of a line', CardSchema, shown, ['lines', 0, 'channels'], [NEW, 'email'], ['email']],
  ['the channel of a session', CardSchema, shown, [...SESSION!, 'channel'], NEW, 'custom'],
  ['the state of a session', CardSchema, shown, [...SESSION!, 'state'], NEW, 'active'],
  ['the kind of a message', CardSchema, shown, [...MESSAGE!, 'kind'], NEW, 'unknown'],
  ['the status of a message', CardSchema, shown, [...MESSAGE!, 'status'], NEW, null],
  ['the mark of a message', CardSchema, shown, [...MESSAGE!, 'mark'], NEW, null],
  ['an author', CardSchema, shown, [...MESSAGE!, 'author', 'kind'], NEW, 'system'],
  ['a file', CardSchema, shown, [...MESSAGE!, 'attachments', 0, 'kind'], NEW, 'file'],
  ['the state of an operation', CardSchema, shown, [...OPERATION!, 'state'], NEW, 'unknown'],
  [
    'what follows an operation',
    CardSchema,
    shown,
    [...OPERATION!, 'after'],
    { kind: NEW, target: 'x' },
    null,
  ],
  ['how that went', CardSchema, shown, [...OPERATION!, 'routing'], NEW, 'none'],
  ['an operator', CardSchema, shown, ['operator', 'status'], NEW, null],
  ['what is searched by', CardSchema, shown, ['can', 'findBy'], ['name', NEW], ['name']],
  ['what a contact is made by', CardSchema, shown, ['can', 'newBy'], [NEW, 'phone'], ['phone']],
  ['a draft', CardSchema, shown, ['draft'], { ...EMPTY_DRAFT, after: { kind: NEW } }, null],
  ['what may follow', OffersSchema, offers, ['after'], [NEW, 'close'], ['close']],
  ['to whom it goes', OffersSchema, offers, ['targets'], [{ ...target, kind: NEW }, target], [target]],
  ['a template', OffersSchema, offers, ['template'], NEW, 'optional'],
  ['the kind of a field', OffersSchema, offers, ['fields', 0, 'kind'], NEW, 'text'],
  ['what a field is', OffersSchema, offers, ['fields', 0, 'known'], NEW, null],
  ['a part of a template', CatalogueSchema, catalogue, ['items', 0, 'variables', 0, 'part'], NEW, 'body'],
  ['a variable', CatalogueSchema, catalogue, ['items', 0, 'variables', 0, 'kind'], NEW, 'text'],
  ['where a message is from', AuditSchema, audit, ['from'], NEW, null],
  ['what became of it', AuditSchema, audit, ['status'], NEW, null],
  ['a status with its time', AuditSchema, audit, ['statuses'], [{ status: NEW, at, exact: true }], []],
]

describe('a page that is older than its gateway', () => {
  it.each(PLACES)(
    'takes %s that it does not know for the most neutral one, and loses nothing else',
    (_, schema, whole, path, given, taken) => {
      const usual = schema.parse(whole)
      expect(schema.parse(withAt(whole, path, given))).toEqual(withAt(usual, path, taken))
    },
  )

  it('says of a reason that it does not know that there is one, in both languages', () => {
    expect(reasonSentence(reason('other'), 'en')).toBe('Not possible now. Reload the page to see why.')
    expect(reasonSentence(reason('other'), 'ru')).toMatch(/Обновите страницу/)
  })

  it('follows the events that it knows, with unknown words in them', () => {
    const event = { kind: 'message', message: { ...message, status: NEW } }
    expect(StreamEventSchema.parse(event)).toMatchObject({ message: { id: 'm-1', status: null } })
    expect(StreamEventSchema.safeParse({ kind: NEW }).success).toBe(false)
  })

  it('still refuses what is missing or is no word at all', () => {
    for (const value of [undefined, 7, null])
      expect(CardSchema.safeParse(withAt(shown, [...SESSION!, 'state'], value)).success).toBe(false)
    expect(CardSchema.safeParse(withAt(shown, [...WAY!, 'verdict'], {})).success).toBe(false)
  })

  it('is shown no such mercy when it asks', () => {
    const start = {
      operationId: 'o',
      contactId: 'c',
      lineId: 'l',
      channel: 'email',
      address: 'a',
      subject: null,
      text: 't',
    }
    expect(StartSessionSchema.safeParse(start).success).toBe(true)
    expect(StartSessionSchema.safeParse({ ...start, channel: NEW }).success).toBe(false)
    expect(StartSessionSchema.safeParse({ ...start, after: { kind: NEW } }).success).toBe(false)
    expect(ReplySchema.safeParse({ operationId: 'o', text: 't', template: NEW }).success).toBe(false)
  })
})
