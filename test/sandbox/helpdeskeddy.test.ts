import { describe, expect, test } from 'vitest'
import { authorization, desk } from './helpdeskeddy-desk.ts'

const LETTER = {
  title: 'Order 15',
  description: '<p>It is ready<br>Come &amp; see</p>',
  user_id: 1,
  create_from_user: 0,
  custom_fields: { 30: 5 },
  tags: ['send-letter'],
}

describe('who asks', () => {
  test('shows an e-mail and a key, or gets 401 with errors', async () => {
    const { ask } = await desk()
    const wrong = await ask('GET', 'tickets/', undefined, { authorization: 'Bearer sandbox-token' })
    expect(wrong).toMatchObject({ status: 401, json: { errors: [{ title: 'Unauthorized' }] } })
    expect((await ask('GET', 'tickets')).status).toBe(200)
  })

  test('asks 300 times a minute, is then banned for 20 minutes, and told as the profile says', async () => {
    const { engine, ask, profile, url } = await desk({ now: () => new Date('2026-11-20T12:00:00Z') })
    const head = await fetch(`${url}/api/v2/types/`, { headers: { authorization } })
    expect([head.headers.get('x-rate-limit'), head.headers.get('x-rate-limit-remaining')]).toEqual([
      '300',
      '299',
    ])
    for (let nth = 2; nth <= 300; nth += 1) expect((await ask('GET', 'types/')).status).toBe(200)
    const banned = await ask('GET', 'types/')
    expect(banned).toMatchObject({ status: 401, json: { errors: [{ code: 'e-401', title: 'Ban' }] } })
    await profile({ banAs: 429, limitHeaders: false })
    expect((await ask('GET', 'types/')).status).toBe(429)
    engine.advanceClock(20 * 60_000)
    const again = await fetch(`${url}/api/v2/types/`, { headers: { authorization } })
    expect([again.status, again.headers.get('x-rate-limit')]).toEqual([200, null])
  })
})

describe('tickets', () => {
  test('come as an object keyed by id, thirty at a time whatever is asked, or as an empty array', async () => {
    const { ask, engine } = await desk()
    const { json } = await ask('GET', 'tickets/?limit=5&per_page=5')
    expect(json.pagination).toMatchObject({ total: String(engine.store.sessions.length), per_page: 30 })
    expect(Object.keys(json.data)).toContain('1')
    expect((await ask('GET', 'tickets/?user_list=999')).json).toMatchObject({
      data: [],
      pagination: { total: 0 },
    })
  })

  test('are filtered by lists, and ordered as asked', async () => {
    const { ask } = await desk()
    const ids = async (query: string) =>
      Object.values((await ask('GET', `tickets/?${query}`)).json.data as object)
    for (const ticket of await ids('status_list=open,process')) expect(ticket.status_id).not.toBe('closed')
    for (const ticket of await ids('source_list=Telegram')) expect(ticket.source).toBe('Telegram')
    const found = await ids('search=%2B79123456789&exact_search=1')
    expect(found.map(({ user_id: user }) => user)).toEqual([1])
  })

  test('by the staff are letters from the mailbox of the department, with a title', async () => {
    const { ask, engine } = await desk()
    const { json } = await ask('POST', 'tickets/', {
      ...LETTER,
      department_id: 2,
      channel: 'whatsapp',
      source: 'x',
      template: 'default',
    })
    expect(json.data).toMatchObject({ source: 'api', title: 'Order 15', department_id: 2, user_id: 1 })
    expect(engine.store.deliveries.at(-1)).toMatchObject({
      channel: 'email',
      subject: 'Order 15',
      text: 'It is ready\nCome & see',
    })
  })

  test('are from the client unless said otherwise, and then nobody gets a letter', async () => {
    const { ask, engine } = await desk()
    const before = engine.store.deliveries.length
    const { create_from_user: _said, ...unsaid } = LETTER
    await ask('POST', 'tickets/', unsaid)
    expect(engine.store.deliveries).toHaveLength(before)
    expect(engine.store.messages.at(-1)).toMatchObject({ direction: 'inbound' })
    expect(engine.store.sessions.at(-1)).toMatchObject({ subject: 'Order 15', openedBy: 'customer' })
  })

  test('to an unknown address make a contact; a department without a mailbox refuses', async () => {
    const { ask, engine } = await desk()
    const { user_id: _known, ...letter } = LETTER
    await ask('POST', 'tickets/', { ...letter, user_email: 'new@person.example' })
    expect(engine.store.contacts.at(-1)).toMatchObject({ emails: ['new@person.example'] })
    expect((await ask('POST', 'tickets/', { ...LETTER, department_id: 1 })).status).toBe(403)
    expect((await ask('POST', 'tickets/', { description: 'x', user_id: 1 })).status).toBe(400)
  })

  test('are taken as forms too', async () => {
    const { ask } = await desk()
    const form =
      'title=A&description=B&user_id=1&create_from_user=0&custom_fields%5B90%5D=mark&custom_fields%5B30%5D=5&tags%5B%5D=one'
    const { json } = await ask('POST', 'tickets/', form, {
      'content-type': 'application/x-www-form-urlencoded',
    })
    expect(json.data.tags).toEqual(['one'])
    expect(json.data.custom_fields).toContainEqual({ id: 90, field_type: 'text', field_value: 'mark' })
  })

  test('that are new are missing from the list for a while, but not by their number', async () => {
    const { ask, engine, profile } = await desk()
    await profile({ listLagMs: 60_000, created: 201 })
    const { status, json } = await ask('POST', 'tickets/', LETTER)
    const listed = async () => Object.keys((await ask('GET', 'tickets/?user_list=1')).json.data)
    expect([status, await listed()]).toEqual([201, ['2', '3']])
    expect((await ask('GET', `tickets/${json.data.id}/`)).status).toBe(200)
    engine.advanceClock(61_000)
    expect(await listed()).toContain(String(json.data.id))
  })

  test('deleted answer with a success among the errors', async () => {
    const { ask } = await desk()
    expect(await ask('DELETE', 'tickets/3/')).toMatchObject({
      status: 200,
      json: { errors: [{ code: 's-204' }] },
    })
    expect(Object.keys((await ask('GET', 'tickets/?user_list=1')).json.data)).toEqual(['2'])
  })
})

describe('people and words', () => {
  test('a user shows a key, and no messenger account but in the fields of the tenant', async () => {
    const { ask } = await desk()
    const { json } = await ask('GET', 'users/1/')
    expect(json.data).toMatchObject({ name: 'Pavel', lastname: 'Serov', group: { type: 'user' } })
    expect(json.data.api_key).toBe('key-of-user-1')
    expect(json.data.custom_fields).toContainEqual({ id: 71, field_type: 'text', field_value: 'pavel_serov' })
  })

  test('nobody is created without an e-mail', async () => {
    const { ask, profile } = await desk()
    expect((await ask('POST', 'users/', { name: 'New', phone: '+79990001122' })).status).toBe(400)
    await profile({ failures: 'ok' })
    const told = await ask('POST', 'users/', {})
    expect(told.status).toBe(200)
    expect(told.json.errors).toMatchObject([
      { code: 'e-400', title: 'Bad request', details: expect.stringMatching(/^name: /) },
      { code: 'e-400', title: 'Bad request', details: expect.stringMatching(/^email: /) },
    ])
  })

  test('users are thirty a page, found by a part of the name, and by a whole one alone where that is asked', async () => {
    const { ask } = await desk()
    const page = async (query: string) => (await ask('GET', `users/?${query}`)).json
    const [first, second] = [await page('limit=5'), await page('page=2')]
    expect([first.data.length, first.pagination.total_pages, second.pagination.current_page]).toEqual([
      30, 2, 2,
    ])
    expect(first.data.map(({ id }: { id: number }) => id)).not.toContain(second.data[0].id)
    expect((await page('search=sero')).data).toMatchObject([{ name: 'Pavel' }])
    expect((await page('search=sero&exact_search=1')).data).toEqual([])
  })

  test('departments are an array or an object, their names by language, with gaps, or plain', async () => {
    const { ask, profile } = await desk()
    expect((await ask('GET', 'departments/')).json.data[0]).toEqual({
      id: 1,
      name: { en: 'Support', ru: 'Support', ua: 'Support' },
    })
    await profile({ departments: 'object', names: 'plain' })
    expect((await ask('GET', 'departments/')).json.data['1']).toEqual({ id: 1, name: 'Support' })
  })

  test.each(['channels/', 'templates/', 'macros/', 'tags/', 'mailboxes/'])(
    '%s is not there',
    async (path) => {
      expect((await (await desk()).ask('GET', path)).status).toBe(404)
    },
  )
})
