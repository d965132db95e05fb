import { expect, test } from 'vitest'
import { desk } from './helpdeskeddy-desk.ts'

test('a ticket has its odd dates as they are: "null" as a word, an empty deadline, and type 0 (scenario 10)', async () => {
  const { ask } = await desk()
  const { data } = (await ask('GET', 'tickets/1/')).json
  expect(data).toMatchObject({ freeze_date: 'null', freeze: 0, type_id: 0 })
  expect(data.date_created).toMatch(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d$/)
})

test('statuses are numbers and words alike, built in and the tenant’s own (scenario 15)', async () => {
  const { ask } = await desk()
  const known = (await ask('GET', 'statuses/')).json.data.map(({ id }: { id: unknown }) => id)
  expect(known).toEqual(['open', 'process', 'closed', '25', 'awaiting-client'])
  await ask('PUT', 'tickets/1/', { status_id: '25' })
  const found = Object.keys((await ask('GET', 'tickets/?status_list=25,awaiting-client')).json.data)
  expect(found).toEqual(['1'])
})

test('who came by a messenger alone has an empty e-mail, and a key stands in every user (scenario 16)', async () => {
  const { ask, engine } = await desk()
  const bare = engine.store.contacts.find(({ emails }) => emails.length === 0)
  const { data } = (await ask('GET', `users/${bare?.id.slice(2)}/`)).json
  expect(data).toMatchObject({ email: '', api_key: expect.stringMatching(/./) })
})
