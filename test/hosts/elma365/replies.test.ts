import { expect, test } from 'vitest'
import { adapterOver } from './adapter.ts'

const replies = { namespace: 'response_templates', code: 'templates', textField: 'text' }
const ITEMS = [
  { __id: 'r-1', __name: 'Delivery', text: 'From nine to nine.' },
  { __id: 'r-2', __name: 'Empty', text: '' },
  { __id: 'r-3', __name: '', text: 'Without a title' },
]
const list = { success: true, error: '', result: { total: 3, result: ITEMS.slice(0, 2) } }

test('ready answers are items of the app that the settings name, to the host’s own count (R-MSG-2)', async () => {
  const { host, asked } = adapterOver(
    ({ body }) => ({
      ...list,
      result: { total: 3, result: body['from'] === 0 ? ITEMS.slice(0, 2) : ITEMS.slice(2) },
    }),
    { replies },
  )
  const first = await host.cannedReplies!.list(null, 'op-1')
  expect(first.items).toEqual([{ id: 'r-1', title: 'Delivery', text: 'From nine to nine.', own: false }])
  const second = await host.cannedReplies!.list(first.next, 'op-1')
  expect(second).toEqual({
    items: [{ id: 'r-3', title: 'Without a title', text: 'Without a title', own: false }],
    next: null,
  })
  expect(asked.map(({ path }) => path)).toEqual(
    Array.from({ length: 2 }, () => '/pub/v1/app/response_templates/templates/list'),
  )
})

test('a cursor that is not ours is refused, and nothing is asked', async () => {
  const { host, asked } = adapterOver(() => list, { replies })
  await expect(host.cannedReplies!.list('x', null)).rejects.toMatchObject({ code: 'bad-request' })
  expect(asked).toEqual([])
})

test('without the setting none are offered', () => {
  expect(adapterOver(() => list).host.cannedReplies).toBeUndefined()
})

test('the probe says when the field of the settings holds no words', async () => {
  const whole = { ...list, result: { ...list.result, total: 2 } }
  const { host } = adapterOver(() => whole, { replies: { ...replies, textField: 'words' } })
  const found = (await host.probe()).find(({ about }) => about.en === 'Ready answers')
  expect(found).toMatchObject({ ok: false, code: 'setup-incomplete' })
})
