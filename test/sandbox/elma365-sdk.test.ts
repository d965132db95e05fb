import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { createEngine } from '../../src/sandbox/engine/index.ts'
import { holdProfile } from '../../src/sandbox/dialects/elma365/profile.ts'
import { systemOf } from '../../src/sandbox/dialects/elma365/sdk/system.ts'

/** What differs from the demo: a profile, whoever is offline, fields of every session, how many messages there are in each. */
interface Given {
  readonly profile?: object
  readonly offline?: string
  readonly fields?: { readonly channel: 'custom' }
  readonly messages?: number
}

/** Runs a script of somebody who may stray from the documents, over the demo. `sessions` and `one` stand for often used things. */
async function script(source: string, given: Given = {}): Promise<unknown> {
  const made = await createEngine({ seed: 'demo', dataDir: null })
  const profile = holdProfile()
  profile.set(given.profile ?? {})
  if (given.offline !== undefined) made.setOperatorStatus(given.offline, 'offline')
  const store = given.fields
    ? { ...made.store, sessions: made.store.sessions.map((one) => ({ ...one, ...given.fields })) }
    : made.store
  const many = Array.from({ length: given.messages ?? 0 }, () => made.messagesOf('s-1')[0]!)
  const engine = { ...made, store, ...(given.messages !== undefined && { messagesOf: () => many }) }
  const world = { System: systemOf(engine, profile), Error }
  return runInNewContext(
    `(async () => {
      const sessions = () => System.lines.sessions.search()
      const one = (id) => sessions().where((f) => f.__id.eq(id)).first()
      const waiting = () => sessions().where((f) => f._state.eq('Waiting')).first()
      ;${source}
    })()`,
    world,
  )
}

describe('the fake SDK', () => {
  test.each([
    'System.deals',
    'System.lines.messages',
    'System.lines.sessions.create()',
    'sessions().limit(1)',
    'sessions().where((f) => f._delivered.eq(1))',
    "sessions().where((f) => f.__id.startsWith('s'))",
    'sessions().where((f, g) => g.xor())',
    "sessions().sort('_weather')",
    "(await one('s-1')).send('Hello')",
    "(await one('s-1')).sendMessage('Hello')",
    "(await one('s-1')).addComment('Hello')",
    "(await one('s-1')).save()",
    "(await one('s-1')).unmarkAsSpam()",
    "(await one('s-1')).data.status",
    "(await (await one('s-1')).getLastMessage()).data.delivered",
    "(await (await one('s-1')).getLastMessage()).data.direction",
  ])('throws for %s, which is not documented', async (source) => {
    await expect(script(`return ${source}`)).rejects.toThrow(/is not documented/)
  })

  test('is read-only', async () => {
    await expect(script(`(await one('s-1')).data._state = 'Closed'`)).rejects.toThrow(/read-only/)
  })

  test.each([
    ['(await sessions().all()).length', 10],
    ["(await (await one('s-1')).getAllMessages()).length", 10],
    ["(await (await one('s-1')).getAllMessages(315, 20000)).length", 5],
    ["await sessions().where((f, g) => g.not(f._state.eq('Closed'))).count()", 9],
    ["(await sessions().where((f) => f._line.eq({ id: 'line-4' })).all()).length", 1],
    ["(await sessions().where((f) => f.__id.in(['s-1', 's-2'])).all()).length", 2],
    ["await sessions().where((f) => f.__id.eq('s-404')).first()", undefined],
    ["(await (await one('s-1')).fetch()).id", 's-1'],
  ])('answers %s with %s', async (source, value) => {
    expect(await script(`return ${source}`)).toBe(value)
  })

  test('sorts by activity, newest first', async () => {
    const times = (await script(`
      const all = await sessions().size(100).sort('_lastActivityAt', false).all()
      return all.map((session) => session.data._lastActivityAt.getTime())
    `)) as number[]
    expect([...times]).toEqual([...times].toSorted((a, b) => b - a))
  })

  test.each([
    ['(await waiting()).close()', /assigned/],
    ['(await waiting()).assignToBot()', /no bot/],
    ["(await waiting()).assignToOperatorGroup({ id: 'group-3' })", /not among/],
  ])('refuses %s as the vendor does', async (source, sentence) => {
    await expect(script(`return ${source}`)).rejects.toThrow(sentence)
  })

  const marked = `const s = await waiting(); await s.markAsSpam(); return (await s.fetch()).data._state`
  test('marks a session as spam', async () => {
    expect(await script(marked)).toBe('MarkedAsSpam')
  })

  test.each(['internal', 'support'])('has no spam in a channel of the type %s', async (customType) => {
    const custom = {
      fields: { channel: 'custom' },
      profile: { customType },
    } as const
    await expect(script(marked, custom)).rejects.toThrow(/cannot be marked/)
  })

  test.each([
    "(await waiting()).assignToOperator({ id: 'op-1' })",
    "(await waiting()).assignToOperatorGroup({ id: 'group-1' })",
    '(await waiting()).markAsSpam()',
    "(await one('s-1')).close()",
  ])('refuses %s to an offline operator, who may still read', async (source) => {
    const offline = { profile: { scriptActsAs: 'token-owner' }, offline: 'op-3' } as const
    await expect(script(`return ${source}`, offline)).rejects.toThrow(/offline/)
    expect(await script("return (await one('s-1')).id", offline)).toBe('s-1')
  })

  test('gives ten thousand messages of a session at most', async () => {
    const read = "return (await (await one('s-1')).getAllMessages(0, 20000)).length"
    expect(await script(read, { messages: 10_001 })).toBe(10_000)
  })
})
