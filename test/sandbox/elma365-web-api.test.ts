import { describe, expect, test } from 'vitest'
import { stand, type Stand } from './stand.ts'

const CONTACTS = '/pub/v1/app/_clients/_contacts'
const list = async (s: Stand, body: unknown) => (await s.ask('POST', `${CONTACTS}/list`, body)).json
const names = async (s: Stand, filter: unknown): Promise<string[]> =>
  (await list(s, { size: 100, filter })).result.result.map((item: { __id: string }) => item.__id)

describe('the door', () => {
  test.each([
    ['Authorization', { authorization: 'Bearer sandbox-token' }, 200],
    ['X-Token', { authorization: '', 'x-token': 'sandbox-token' }, 200],
    ['a wrong token', { authorization: 'Bearer guessed' }, 403],
    ['no token', { authorization: '' }, 403],
  ])('answers to %s', async (_what, headers, status) => {
    const { ask } = await stand()
    expect((await ask('GET', '/pub/v1/user/list', undefined, headers)).status).toBe(status)
  })

  test.each(['/pub/v1/lines/list', '/pub/v1/feed', '/pub/v2/user/list', '/pub/v1/bpm/process/x/start'])(
    'does not know %s',
    async (path) => {
      const { ask } = await stand()
      const { status, json } = await ask('POST', path, {})
      expect([status, json.success]).toEqual([404, false])
    },
  )

  test('tells a bad body by 400 with a text, or as 200 with success false', async () => {
    const { ask } = await stand()
    const asked = () => ask('POST', `${CONTACTS}/list`, { from: -1 })
    expect(await asked()).toMatchObject({
      status: 400,
      json: { success: false, error: expect.stringContaining('from') },
    })
    await ask('POST', '/_sandbox/profile', { failures: 'ok-false' })
    expect(await asked()).toMatchObject({ status: 200, json: { success: false } })
    expect((await ask('POST', `${CONTACTS}/list`, '{"from":')).json.error).toContain('JSON')
  })

  test('refuses an unknown profile by its name', async () => {
    const { ask } = await stand()
    const { status, json } = await ask('POST', '/_sandbox/profile', { mood: 'bad' })
    expect([status, json.error]).toEqual([400, expect.stringContaining('mood')])
  })
})

describe('a list', () => {
  test('has a double envelope with the total, ten items unless asked, and pages by from and size', async () => {
    const s = await stand({ seed: 'demo' })
    const { success, error, result } = await list(s, {})
    expect([success, error, result.total, result.result.length]).toEqual([true, '', 42, 10])
    const page = await list(s, { from: 38, size: 10, unknownField: 1 })
    expect(page.result.result.map((item: { __id: string }) => item.__id)).toEqual([
      'c-39',
      'c-40',
      'c-41',
      'c-42',
    ])
    expect((await s.ask('GET', `${CONTACTS}/list?from=5&size=2`)).json.result.result).toHaveLength(2)
  })

  test('gives at most a hundred items, or ten thousand by profile', async () => {
    const s = await stand()
    for (let index = 0; index < 120; index += 1) s.engine.createContact({ name: `Guest ${index}` })
    expect((await list(s, { size: 5000 })).result.result).toHaveLength(100)
    await s.ask('POST', '/_sandbox/profile', { pageMax: 10_000 })
    expect((await list(s, { size: 5000 })).result.result).toHaveLength(121)
  })

  test('filters by tf: contains without case, phones and emails by their values, references by id', async () => {
    const s = await stand({ seed: 'demo' })
    expect(await names(s, { tf: { __name: 'SEROV' } })).toEqual(['c-1'])
    expect(await names(s, { tf: { _phone: '+79123456789' } })).toEqual(['c-1'])
    expect(await names(s, { tf: { _email: 'studionorr' } })).toEqual(['c-3'])
    expect(await names(s, { tf: { _phone: 'work' } })).toEqual([])
    const orders = await s.ask('POST', '/pub/v1/app/sales/orders/list', {
      filter: { tf: { contact: ['c-1'] } },
    })
    expect(orders.json.result.result.map((item: { __id: string }) => item.__id)).toEqual(['o-7', 'o-15'])
  })

  test.each([
    ["[__name] like 'serov'", ['c-1']],
    ["[__name] LIKEF 'Pavel _erov'", ['c-1']],
    ["[__id] IN ('c-1', 'c-2') AND NOT [__name] like 'Pavel'", ['c-2']],
    ["[__id] = 'c-3' OR ([__id] = 'c-4')", ['c-3', 'c-4']],
    ["[__id] != 'c-1' AND [__id] IN ('c-1')", []],
  ])('filters by eql: %s', async (query, ids) => {
    const s = await stand({ seed: 'demo' })
    expect(await names(s, { eql: { query } })).toEqual(ids)
  })

  test.each(['[__name] like', "[__name] near 'x'", "name = 'x'", "[__id] = 'c-1' ;"])(
    'refuses the query %s',
    async (query) => {
      const s = await stand()
      expect((await s.ask('POST', `${CONTACTS}/list`, { filter: { eql: { query } } })).status).toBe(400)
    },
  )

  test('sorts by the fields asked for', async () => {
    const s = await stand({ seed: 'demo' })
    const asked = { size: 3, sortExpressions: [{ field: 'number', ascending: false }] }
    const { json } = await s.ask('POST', '/pub/v1/app/sales/orders/list', asked)
    expect(json.result.result.map((item: { number: number }) => item.number)).toEqual([23, 22, 21])
  })
})

describe('an item', () => {
  test('has the value shapes of the vendor', async () => {
    const s = await stand({ seed: 'demo' })
    expect((await s.ask('GET', `${CONTACTS}/c-3/get`)).json.item).toMatchObject({
      __id: 'c-3',
      __name: 'Marta Lindqvist',
      _phone: [{ type: 'work', tel: '+46701740605' }],
      _email: [{ type: 'work', email: 'marta@studionorr.example' }],
      accounts: [
        { type: 'whatsapp', account: '+46701740605' },
        { type: 'inbox', account: 'marta@studionorr.example' },
        { type: 'telegramBot', account: 'marta_norr' },
      ],
    })
    expect((await s.ask('GET', '/pub/v1/app/sales/orders/o-15/get')).json.item).toMatchObject({
      contact: ['c-1'],
      sum: { cents: 1_860_000, currency: 'RUB' },
      __status: { code: 'ready' },
    })
  })

  test('is created and updated, and an account field is given back as it was written', async () => {
    const s = await stand()
    const strange = [{ type: 'telegramBot', account: 'anna' }, { something: ['else'] }]
    const context = {
      _fullname: { lastname: 'Orlova', firstname: 'Anna' },
      _phone: [{ type: 'home', tel: '+79990001122' }],
      accounts: strange,
    }
    const { item } = (await s.ask('POST', `${CONTACTS}/create`, { context })).json
    expect(item).toMatchObject({ __name: 'Orlova Anna', _phone: context._phone, accounts: strange })
    const known = [{ type: 'telegramBot', account: 'anna' }]
    await s.ask('POST', `${CONTACTS}/${item.__id}/update`, { context: { __name: 'Anna', accounts: known } })
    expect((await s.ask('POST', `${CONTACTS}/${item.__id}/get`, {})).json.item).toMatchObject({
      __name: 'Anna',
      accounts: known,
    })
    expect(s.engine.store.accounts.at(-1)).toMatchObject({
      contactId: item.__id,
      channel: 'telegram-bot',
      address: 'anna',
    })
  })

  test('needs a name, and values of the right shape', async () => {
    const s = await stand()
    for (const context of [{}, { __name: ' ' }, { __name: 'Anna', _phone: '+7999' }])
      expect((await s.ask('POST', `${CONTACTS}/create`, { context })).status).toBe(400)
    expect(s.engine.store.contacts).toHaveLength(1)
  })

  test('changes its status by code', async () => {
    const s = await stand({ seed: 'demo' })
    const set = (code: string) =>
      s.ask('POST', '/pub/v1/app/sales/deals/d-1/set-status', { status: { code } })
    expect((await set('won')).json.item.__status).toEqual({ code: 'won' })
    expect((await set('celebrated')).status).toBe(400)
  })

  test.each([
    'app/_clients/_contacts/c-404/get',
    'app/sales/pigeons/list',
    'bpm/instance/run-404/get',
    'scheme/groups/group-404/users',
  ])('that nobody has is a 404: %s', async (path) => {
    const s = await stand()
    expect((await s.ask('GET', `/pub/v1/${path}`)).status).toBe(404)
  })
})

test('users and groups are listed, without a status in Lines', async () => {
  const s = await stand()
  const { result } = (await s.ask('POST', '/pub/v1/user/list', { size: 1 })).json
  expect(result).toEqual({
    total: 6,
    result: [{ __id: 'op-1', __name: 'Olga Smirnova', email: 'olga@northwind.example' }],
  })
  const members = (await s.ask('GET', '/pub/v1/scheme/groups/group-1/users')).json.result.result
  expect(members.map((user: { __id: string }) => user.__id)).toEqual(['op-1', 'op-2'])
  expect((await s.ask('GET', '/pub/v1/scheme/groups/list')).json.result.total).toBe(4)
})

test('the key-value store keeps any JSON until it is deleted', async () => {
  const s = await stand()
  const path = '/pub/v1/storage/firstline/mark-1'
  expect((await s.ask('GET', path)).status).toBe(404)
  await s.ask('POST', path, { run: 'run-1' })
  expect((await s.ask('GET', path)).json.result).toEqual({ run: 'run-1' })
  await s.ask('DELETE', path)
  expect((await s.ask('GET', path)).status).toBe(404)
})
