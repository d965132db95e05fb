import { describe, expect, test } from 'vitest'
import { desk } from './helpdeskeddy-desk.ts'

describe('posts', () => {
  test('are newest first, in HTML, with the other form of a date and without a role', async () => {
    const { ask } = await desk()
    const { json } = await ask('GET', 'tickets/3/posts/')
    expect(json.data[0]).toEqual({
      ticket_id: 3,
      id: expect.any(Number),
      user_id: 900_001,
      text: '<p>Of course.</p>',
      date_created: expect.stringMatching(/^\d\d:\d\d:\d\d \d\d\.\d\d\.\d{4}$/),
      date_updated: expect.any(String),
      files: [],
    })
  })

  test('into a closed ticket are refused until it is open again, or accepted', async () => {
    const { ask, engine, profile } = await desk()
    expect((await ask('POST', 'tickets/3/posts/', { text: 'Hello' })).status).toBe(403)
    await ask('PUT', 'tickets/3/', { status_id: 'open' })
    expect(engine.session('s-3')).toMatchObject({ state: 'active', operatorId: 'op-1' })
    expect((await ask('POST', 'tickets/3/posts/', { text: 'Hello' })).status).toBe(200)
    expect(engine.store.deliveries.at(-1)).toMatchObject({ text: 'Hello', channel: 'whatsapp' })
    await profile({ closedTickets: 'accepted' })
    expect((await ask('POST', 'tickets/2/posts/', { text: 'Hello' })).status).toBe(200)
  })

  test('by the API are answered with the post, changed by their number, and gone after a DELETE', async () => {
    const { ask, engine } = await desk()
    await ask('PUT', 'tickets/3/', { status_id: 'open' })
    const { json } = await ask('POST', 'tickets/3/posts/', { text: '<p>Tomorow</p>', user_id: 900_001 })
    expect(json.data).toMatchObject({ ticket_id: 3, user_id: 900_001, text: '<p>Tomorow</p>', files: [] })
    expect(json.data.date_updated).toBe(json.data.date_created)
    engine.advanceClock(60_000)
    const path = `tickets/3/posts/${json.data.id}/`
    const changed = (await ask('PUT', path, { text: '<p>Tomorrow</p>' })).json.data
    expect(changed).toMatchObject({ text: '<p>Tomorrow</p>', date_created: json.data.date_created })
    expect(changed.date_updated).not.toBe(changed.date_created)
    expect((await ask('DELETE', path)).json.errors[0].code).toBe('s-204')
    expect((await ask('GET', 'tickets/3/posts/')).json.data).not.toContainEqual(
      expect.objectContaining({ id: json.data.id }),
    )
    expect((await ask('PUT', path, { text: 'x' })).status).toBe(404)
  })

  test('into a locked ticket are refused or accepted, and the lock is told', async () => {
    const { ask, engine, profile } = await desk()
    const locked = await ask('PUT', 'tickets/3/', { status_id: 'open', ticket_lock: true })
    expect(locked.json.data.ticket_lock).toBe(1)
    const before = engine.store.deliveries.length
    expect((await ask('POST', 'tickets/3/posts/', { text: 'Hello' })).status).toBe(403)
    expect(engine.store.deliveries).toHaveLength(before)
    await profile({ lockedTickets: 'accepted' })
    expect((await ask('POST', 'tickets/3/posts/', { text: 'Hello' })).status).toBe(200)
    await profile({ lockedTickets: 'refused' })
    await ask('PUT', 'tickets/3/', { ticket_lock: 0 })
    expect((await ask('POST', 'tickets/3/posts/', { text: 'Hello' })).status).toBe(200)
  })

  test('are read by no customer when they are notes', async () => {
    const { ask, engine } = await desk()
    const before = engine.store.deliveries.length
    await ask('POST', 'tickets/3/comments/', { text: 'Only for us' })
    expect((await ask('GET', 'tickets/3/comments/')).json.data).toMatchObject([
      { text: 'Only for us', visible: 'staff' },
    ])
    expect(engine.store.deliveries).toHaveLength(before)
    await ask('PUT', 'tickets/3/comments/1/', { text: 'For us alone' })
    expect((await ask('GET', 'tickets/3/comments/')).json.data).toMatchObject([{ text: 'For us alone' }])
    expect((await ask('DELETE', 'tickets/3/comments/1/')).json.errors[0].code).toBe('s-204')
    expect((await ask('GET', 'tickets/3/comments/')).json.data).toEqual([])
  })
})
