import { EMPTY_DRAFT } from '../../widget/stories/people.ts'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import { openJournal, type JournalStore } from '../../src/journal/postgres.ts'
import {
  ContactExists,
  createContact,
  eventsAfter,
  InvalidInput,
  listMessages,
  listSessions,
  NotFound,
  openCard,
  putAway,
  operationFor,
  readDraft,
  refreshContact,
  refreshSession,
  reply,
  saveDraft,
  sendAgain,
  searchContacts,
  startSession,
  UnknownOperator,
  waysOf,
  type Asker,
  type Outbound,
} from '../../src/outbound/index.ts'
import { CardSchema, MessagePageSchema, OperationSchema } from '../../src/wire/schemas.ts'
import { freshDatabase } from '../setup/database.ts'
import { dropDraft } from '../../src/outbound/drafts.ts'
import { World } from './fake-host.ts'
import { Clock, irina, olga, replica, silent } from './replicas.ts'

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
  world.contact(
    'c-1',
    ['whatsapp', '+79120000001'],
    ['email', 'p@example.com'],
    ['telegram-bot', '@pavel'],
    ['viber-bot', 'v1'],
  )
  // The same letterbox in another field of the record (R-ADDR-5).
  world.accounts.push({
    id: null,
    contactId: 'c-1',
    channel: 'email',
    address: 'P@example.com',
    source: 'email-field',
  })
})
const onCard = (asker: Asker, type = 'contact', id = 'c-1'): Asker => ({ ...asker, record: { type, id } })
const form = (more = {}) => ({
  operationId: 'form-1',
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp' as const,
  address: '+79120000001',
  subject: null,
  text: 'Hello',
  ...more,
})

describe('a card', () => {
  it('comes with everything in one answer that fits the schema', async () => {
    const session = world.open('c-1', 'whatsapp', '+79120000001')
    world.message(session.id, 'inbound', 'Where is my order?')
    const card = await openCard(o, onCard(olga))
    expect(CardSchema.parse(card)).toEqual(card)
    expect(card).toMatchObject({
      operator: { name: 'Olga', status: 'active' },
      contact: { id: 'c-1', name: 'Name of c-1' },
      lines: [{ id: 'line-1' }, { id: 'line-2' }],
      sessions: { items: [{ id: session.id, lineName: 'Support', operatorName: 'Irina' }] },
      open: {
        sessionId: session.id,
        messages: { items: [{ text: 'Where is my order?', mark: null, status: null }] },
      },
      operations: [],
      cannotTell: ['blocked'],
    })
  })

  it('shows every account with its verdict: refused rows stay, with who is in the way (R-OPEN-1, R-OPER-2, R-CONTACT-5)', async () => {
    world.open('c-1', 'whatsapp', '+79120000001')
    const { ways } = await openCard(o, onCard(olga))
    const rows = ways.map(({ lineId, channel, verdict }) => ({
      lineId,
      channel,
      reasons: verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code) : verdict.kind,
    }))
    expect(rows).toEqual([
      { lineId: 'line-1', channel: 'whatsapp', reasons: ['open-session'] },
      { lineId: 'line-2', channel: 'email', reasons: 'free-form' },
      { lineId: 'line-3', channel: 'telegram-bot', reasons: ['not-operator-of-line'] },
      { lineId: 'line-3', channel: 'viber-bot', reasons: ['never-by-operator', 'not-operator-of-line'] },
    ])
    expect(ways[0]?.verdict).toMatchObject({ reasons: [{ facts: { operator: 'Irina', line: 'Support' } }] })
  })

  it('shows an account for which there is no line at all once, on a line of the operator (R-ADDR-1)', async () => {
    world.contact('c-2', ['sms', '+79120000002'], ['max', 'max-2'])
    const { ways } = await waysOf(o, olga, 'c-2')
    expect(ways.map(({ channel }) => channel)).toEqual(['sms', 'max'])
    for (const { verdict } of ways) expect(verdict.kind).toBe('refused')
  })

  it('says that somebody never wrote to a bot, and lets the others be written to (R-CONTACT-4)', async () => {
    const before = (await openCard(o, onCard(irina))).ways.find(({ channel }) => channel === 'telegram-bot')
    expect(before?.verdict).toMatchObject({ kind: 'refused', reasons: [{ code: 'never-wrote' }] })
    world.wrote.add('telegram-bot @pavel')
    const after = (await openCard(o, onCard(irina))).ways.find(({ channel }) => channel === 'telegram-bot')
    expect(after?.verdict.kind).toBe('free-form')
  })

  it('finds the contact behind an order, and is empty for a record without one', async () => {
    expect((await openCard(o, onCard(olga, 'order', 'o-1'))).contact?.id).toBe('c-1')
    expect((await openCard(o, onCard(olga, 'deal', 'd-1'))).contact).toBeNull()
    expect((await openCard(o, olga)).contact).toBeNull()
    expect((await openCard(o, onCard(olga, 'contact', 'nobody'))).contact).toBeNull()
  })

  it('does not open for somebody the host does not know', async () => {
    await expect(openCard(o, { ...olga, operatorId: 'ghost' })).rejects.toThrow(UnknownOperator)
  })

  it('asks the host for its lines once for many cards', async () => {
    await openCard(o, onCard(olga))
    const first = world.reads
    await openCard(o, onCard(olga))
    expect(world.reads - first).toBeLessThan(first)
  })
})

describe('after a start', () => {
  it('the message is Outgoing and its author the operator, everywhere it is shown (R-MARK-1)', async () => {
    const card = await openCard(o, onCard(olga))
    const sent = await startSession(o, onCard(olga), form())
    expect(OperationSchema.parse(sent)).toEqual(sent)
    const { items } = await listMessages(o, irina, sent.sessionId ?? '', null)
    const ours = {
      mark: 'outgoing',
      operationId: 'form-1',
      status: 'accepted',
      author: { kind: 'operator', name: 'Olga' },
    }
    expect(items).toMatchObject([ours])
    const scope = { contactId: 'c-1', operatorId: 'op-2', locale: 'ru' } as const
    await expect
      .poll(async () => (await eventsAfter(o, scope, card.cursor, 50)).events.map(({ event }) => event))
      .toEqual(
        expect.arrayContaining([
          { kind: 'operation', operation: expect.objectContaining({ state: 'sent', routing: 'done' }) },
          { kind: 'session', session: expect.objectContaining({ operatorName: 'Olga', state: 'active' }) },
          {
            kind: 'message',
            message: expect.objectContaining({
              mark: 'outgoing',
              author: { kind: 'operator', id: 'op-1', name: 'Olga' },
            }),
          },
        ]),
      )
  })

  it('the draft is gone; after a refusal it is still there (R-ERR-1)', async () => {
    const draft = {
      ...EMPTY_DRAFT,
      operationId: 'form-1',
      lineId: 'line-1',
      channel: null,
      address: null,
      contactId: 'c-1',
      subject: '',
      text: 'Hello',
    }
    await saveDraft(o, onCard(olga), draft)
    const session = world.open('c-1', 'whatsapp', '+79120000001')
    expect((await startSession(o, onCard(olga), form())).state).toBe('refused')
    expect(await readDraft(o, onCard(olga))).toEqual({ ...draft, version: draft.version + 1 })
    expect(await readDraft(o, onCard(irina))).toBeNull()
    world.change(session.id, { state: 'closed' })
    await saveDraft(o, onCard(olga), { ...draft, operationId: 'form-2', version: draft.version + 1 })
    expect((await startSession(o, onCard(olga), form({ operationId: 'form-2' }))).state).toBe('sent')
    expect(await readDraft(o, onCard(olga))).toBeNull()
  })

  it('what did not leave is on the card after a reload, until a later one did', async () => {
    world.faults.send = ['refuse-for-good']
    await startSession(o, onCard(olga), form())
    const { operations } = await openCard(o, onCard(irina))
    expect(operations).toMatchObject([{ state: 'failed', text: 'Hello', failure: { code: 'not-allowed' } }])
    await startSession(o, onCard(olga), form({ operationId: 'form-2' }))
    expect((await openCard(o, onCard(irina))).operations).toEqual([])
  })

  it('an operation is shown only to the one who asked for it', async () => {
    await startSession(o, onCard(olga), form())
    expect(await operationFor(o, olga, 'form-1')).toMatchObject({ state: 'sent' })
    expect(await operationFor(o, irina, 'form-1')).toBeNull()
    expect(await operationFor(o, olga, 'form-9')).toBeNull()
  })

  it('an address that is not the contact’s is refused; the correction of a badly written one is taken (R-ADDR-2, R-ADDR-6)', async () => {
    world.contact('c-3', ['whatsapp', '8 (912) 000-00-03'])
    const way = (await waysOf(o, olga, 'c-3')).ways[0]
    expect(way?.verdict).toMatchObject({
      reasons: [{ code: 'address-malformed', remedy: { kind: 'fix-address', suggestion: '+79120000003' } }],
    })
    const c3 = form({ contactId: 'c-3', address: '+79120000009' })
    expect(await startSession(o, olga, c3)).toMatchObject({
      state: 'refused',
      reasons: [{ code: 'no-account' }],
    })
    const corrected = form({ operationId: 'form-2', contactId: 'c-3', address: '+79120000003' })
    expect(await startSession(o, olga, corrected)).toMatchObject({ state: 'sent' })
    expect(world.deliveries.map(({ address }) => address)).toEqual(['+79120000003'])
  })

  it.each([
    ['an empty text', { text: ' \n ' }, 'empty-message'],
    ['a text that is too long', { text: 'x'.repeat(1001) }, 'text-too-long'],
    ['a subject where there is none', { subject: 'Hi' }, 'subject-not-taken'],
    [
      'a channel the line does not have',
      { channel: 'telegram-bot', address: '@pavel' },
      'channel-not-on-line',
    ],
    ['a line of others', { lineId: 'line-3', channel: 'viber-bot', address: 'v1' }, 'not-operator-of-line'],
  ])('%s is refused with its reason', async (_what, more, code) => {
    const answer = await startSession(o, olga, form(more))
    expect(answer.state).toBe('refused')
    expect(answer.reasons.map((reason) => reason.code)).toContain(code)
    expect(world.deliveries).toEqual([])
  })

  it('an operator who went offline meanwhile is refused (R-OPER-1)', async () => {
    await openCard(o, onCard(olga))
    world.operators = world.operators.map((operator) => ({ ...operator, status: 'offline' }))
    expect(await startSession(o, olga, form())).toMatchObject({
      state: 'refused',
      reasons: [{ code: 'operator-offline' }],
    })
  })

  it('an unknown line is a wrong field, not a refusal', async () => {
    const error = await startSession(o, olga, form({ lineId: 'line-9' })).catch((cause: unknown) => cause)
    expect(error).toBeInstanceOf(InvalidInput)
    expect(error).toMatchObject({ fields: [{ path: 'lineId' }] })
  })
})

describe('an answer in an open session', () => {
  it('goes into that session, without a mark, in the operator’s name', async () => {
    const session = world.open('c-1', 'whatsapp', '+79120000001', 'line-1', 'op-1')
    const answer = await reply(o, olga, session.id, { operationId: 'r-1', text: 'It is on its way' })
    expect(answer).toMatchObject({ state: 'sent', sessionId: session.id, routing: 'none' })
    const page = await listMessages(o, olga, session.id, null)
    expect(MessagePageSchema.parse(page)).toEqual(page)
    expect(page.items).toMatchObject([{ mark: null, operationId: 'r-1', author: { name: 'Olga' } }])
  })

  it('stands in that session, and in whose name, from the beginning and when it does not leave', async () => {
    const session = world.open('c-1', 'whatsapp', '+79120000001', 'line-1', 'op-1')
    world.faults.send = ['refuse-for-good']
    expect(await reply(o, olga, session.id, { operationId: 'r-1', text: 'Hi' })).toMatchObject({
      state: 'failed',
      sessionId: session.id,
      operatorId: 'op-1',
    })
    expect((await openCard(o, onCard(olga))).operations).toMatchObject([
      { operationId: 'r-1', sessionId: session.id },
    ])
  })

  it('that was refused stands on its author’s card with reason and remedy until it is put away or sent again (R-ERR-1)', async () => {
    const session = world.open('c-1', 'whatsapp', '+79120000001', 'line-1', 'op-1')
    world.change(session.id, { state: 'closed' })
    await reply(o, olga, session.id, { operationId: 'r-1', text: 'Hi' })
    const on = async (asker: Asker) =>
      (await openCard(o, onCard(asker))).operations.map(({ operationId }) => operationId)
    const text = 'This session is closed. Choose another way to write.'
    const stands = { operationId: 'r-1', sessionId: session.id, state: 'refused', failure: { text } }
    const cursor = await o.journal.events.cursor()
    /** Whether open cards hear of it as put away, by operation, the last word of each. */
    const heard = async ({ operatorId }: Asker, since = cursor) =>
      Object.fromEntries(
        (await eventsAfter(o, { contactId: 'c-1', operatorId, locale: 'en' }, since, 50)).events.flatMap(
          ({ event }) =>
            event.kind === 'operation'
              ? [[event.operation.operationId, event.operation.putAway ?? false]]
              : [],
        ),
      )
    expect([await heard(olga, '0'), await heard(irina, '0')]).toEqual([{ 'r-1': false }, { 'r-1': true }])
    clock.skip(3 * 24 * 3600_000)
    expect((await openCard(o, onCard(olga))).operations).toMatchObject([stands])
    expect(await on(irina)).toEqual([])
    // What came back to where it was written stands there.
    const inSession: Asker = { ...olga, record: { type: 'answer:', id: session.id } }
    await saveDraft(o, inSession, { ...EMPTY_DRAFT, operationId: 'r-1', version: 0 })
    expect(await on(olga)).toEqual([])
    await dropDraft(o, inSession)
    expect((await sendAgain(o, olga, 'r-1')).operationId).toBe('r-1+1')
    expect(await on(olga)).toEqual(['r-1+1'])
    expect(await heard(olga)).toEqual({ 'r-1': true, 'r-1+1': false })
    await expect(putAway(o, irina, 'r-1+1')).rejects.toThrow(NotFound)
    await putAway(o, olga, 'r-1+1')
    await putAway(o, olga, 'r-1+1')
    expect(await on(olga)).toEqual([])
    expect(await heard(olga)).toEqual({ 'r-1': true, 'r-1+1': true })
    world.change(session.id, { state: 'active' })
    await reply(o, olga, session.id, { operationId: 'r-2', text: 'Hello' })
    await expect(putAway(o, olga, 'r-2')).rejects.toThrow(NotFound)
  })

  it('is refused in a closed session and in that of another operator; a supervisor may', async () => {
    const session = world.open('c-1', 'whatsapp', '+79120000001')
    const refused = await reply(o, olga, session.id, { operationId: 'r-1', text: 'Hi' })
    expect(refused.reasons).toMatchObject([
      { code: 'session-of-another-operator', facts: { operator: 'Irina' } },
    ])
    expect(
      (await reply(o, { ...olga, operatorId: 'op-3' }, session.id, { operationId: 'r-2', text: 'Hi' })).state,
    ).toBe('sent')
    world.change(session.id, { state: 'closed' })
    expect(await reply(o, irina, session.id, { operationId: 'r-3', text: 'Hi' })).toMatchObject({
      reasons: [{ code: 'session-closed' }],
    })
    await expect(reply(o, irina, 's-none', { operationId: 'r-4', text: 'Hi' })).rejects.toThrow(NotFound)
  })
})

describe('news', () => {
  it('of the customer reach an open card of another replica, once', async () => {
    const session = world.open('c-1', 'whatsapp', '+79120000001')
    world.message(session.id, 'inbound', 'One')
    const card = await openCard(o, onCard(olga))
    world.message(session.id, 'inbound', 'Two')
    await Promise.all([refreshContact(o, 'c-1'), refreshContact(o, 'c-1')])
    const scope = { contactId: 'c-1', operatorId: 'op-1', locale: 'en' } as const
    const { events } = await eventsAfter(o, scope, card.cursor, 50)
    const texts = events.flatMap(({ event }) => (event.kind === 'message' ? [event.message.text] : []))
    expect(texts.filter((text) => text === 'Two')).toHaveLength(1)
    expect((await listSessions(o, olga, 'c-1', null)).items[0]?.preview).toBe('Two')
  })

  it('in however many sessions at once reach an open card, also those that the host could not tell at first', async () => {
    const sessions = Array.from({ length: 7 }, () => world.open('c-1', 'whatsapp', '+79120000001'))
    for (const { id } of sessions) world.message(id, 'inbound', 'Before')
    const { cursor } = await openCard(o, onCard(olga))
    await refreshContact(o, 'c-1')
    for (const { id } of sessions) world.message(id, 'inbound', `News of ${id}`)
    const silentOnce = new Set(sessions.slice(2, 4).map(({ id }) => id))
    const messages: typeof o.host.sessions.messages = (id, at) =>
      silentOnce.delete(id)
        ? Promise.reject(
            new HostError('Not now.', { code: 'host-unreachable', kind: 'later', happened: 'no' }),
          )
        : o.host.sessions.messages(id, at)
    const busy: Outbound = { ...o, host: { ...o.host, sessions: { ...o.host.sessions, messages } } }
    await expect(refreshContact(busy, 'c-1')).rejects.toThrow('Not now.')
    await refreshContact(busy, 'c-1')
    const scope = { contactId: 'c-1', operatorId: 'op-1', locale: 'en' } as const
    const { events } = await eventsAfter(o, scope, cursor, 100)
    const texts = events.flatMap(({ event }) => (event.kind === 'message' ? [event.message.text] : []))
    const news = texts.filter((text) => text.startsWith('News'))
    expect(news.toSorted()).toEqual(sessions.map(({ id }) => `News of ${id}`).toSorted())
  })

  describe('of more than a page between two looks', () => {
    const scope = { contactId: 'c-1', operatorId: 'op-1', locale: 'en' } as const
    /** An open card, and what the customer has said since somebody looked. */
    async function cardBefore(count: number) {
      world.pageSize = 5
      const session = world.open('c-1', 'whatsapp', '+79120000001')
      world.message(session.id, 'inbound', 'Hello')
      const { cursor } = await openCard(o, onCard(olga))
      const said = Array.from({ length: count }, (_, n) => `Word ${n}`)
      for (const text of said) world.message(session.id, 'inbound', text)
      const heard = async () => (await eventsAfter(o, scope, cursor, 200)).events.map(({ event }) => event)
      const texts = async () =>
        (await heard()).flatMap((event) => (event.kind === 'message' ? [event.message.text] : []))
      return { session, said, heard, texts }
    }

    it('reach an open card all, in their order, also when another card was opened before', async () => {
      const { session, said, texts } = await cardBefore(17)
      await openCard(o, onCard(irina))
      await listMessages(o, irina, session.id, null)
      await refreshContact(o, 'c-1')
      expect(await texts()).toEqual(['Hello', ...said])
      await refreshContact(o, 'c-1')
      expect(await texts()).toEqual(['Hello', ...said])
    })

    it('are loaded again where they are too many to look through', async () => {
      const { session, heard } = await cardBefore(80)
      await refreshSession(o, session.id)
      expect(await heard()).toContainEqual({ kind: 'reload' })
    })
  })

  it('never take a status back (statuses never go backwards)', async () => {
    const session = world.open('c-1', 'whatsapp', '+79120000001')
    const message = world.message(session.id, 'outbound', 'Hi')
    Object.assign(message, { status: 'read' })
    await openCard(o, onCard(olga))
    Object.assign(message, { status: 'accepted' })
    expect((await listMessages(o, olga, session.id, null)).items[0]?.status).toBe('read')
  })

  it('after an impossible cursor are: load again', async () => {
    const scope = { contactId: 'c-1', operatorId: 'op-1', locale: 'en' } as const
    expect((await eventsAfter(o, scope, '999999', 10)).events).toMatchObject([{ event: { kind: 'reload' } }])
  })
})

describe('contacts', () => {
  it('are found without the punctuation of what was typed (R-FIND-1)', async () => {
    expect((await searchContacts(o, olga, '+7 (912) 000-00-01', null)).items).toEqual([
      { id: 'c-1', name: 'Name of c-1' },
    ])
    expect((await searchContacts(o, olga, '@pavel', null)).items).toHaveLength(1)
    await expect(searchContacts(o, olga, ' ab ', null)).rejects.toThrow(InvalidInput)
  })

  it('are created with a tidy address, and only once (R-FIND-2, R-ADDR-2)', async () => {
    const body = { name: 'New', channel: 'whatsapp' as const, address: '+7 (912) 000-00-77' }
    const made = await createContact(o, olga, body)
    expect(made.ways).toMatchObject([{ address: '+79120000077', verdict: { kind: 'free-form' } }])
    const again = await createContact(o, olga, body).catch((error: unknown) => error)
    expect(again).toBeInstanceOf(ContactExists)
    expect(again).toMatchObject({ contact: { id: made.contact.id } })
    const wrong = await createContact(o, olga, { ...body, address: '8 912 000 00 78' }).catch(
      (error: unknown) => error,
    )
    expect(wrong).toMatchObject({
      fields: [{ path: 'address', message: expect.stringContaining('+79120000078') }],
    })
  })
})
