import { describe, expect, test } from 'vitest'
import { failureOf } from '../../contract/steps.ts'
import { adapterOver, page, wireTicket, wireUser } from './adapter.ts'

const errors = (status: number, ...items: object[]) => Response.json({ errors: items }, { status })
const ban = {
  code: 'e-401',
  title: 'Ban',
  details: 'Limit of 300 requests per minute, blocked for 20 minutes.',
}

describe('a refusal', () => {
  test.each([
    ['with its own code', errors(401, ban)],
    ['with 429', errors(429, ban)],
  ])('is a ban %s, with the time to wait and the words of the host', async (_, answer) => {
    const { host, asked } = adapterOver(() => answer.clone(), { banMs: 60_000 })
    expect(await failureOf(host.contacts.get('312'))).toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 60_000,
      hostText: expect.stringContaining('300 requests'),
    })
    expect(asked).toHaveLength(1)
  })

  test.each(['e-401', 'e-403', 'e-wrong'])(
    'of a wrong key is not a ban, whatever its code is (%s)',
    async (code) => {
      const { host } = adapterOver(() => errors(401, { code, title: 'Unauthorized', details: 'Bad key.' }))
      expect(await failureOf(host.contacts.get('312'))).toMatchObject({
        code: 'wrong-credentials',
        kind: 'fix-setup',
      })
    },
  )

  test('may come with 200 and several sentences', async () => {
    const { host } = adapterOver(() =>
      errors(
        200,
        { code: 'e-1', title: 'A', details: 'No title.' },
        { code: 'e-2', title: 'B', details: '' },
      ),
    )
    expect(await failureOf(host.contacts.search!('pavel', null))).toMatchObject({
      code: 'bad-request',
      hostText: 'No title. B',
    })
  })
})

test('success among the errors is a success', async () => {
  const { host } = adapterOver(({ method }) => {
    if (method === 'GET') return { data: wireUser({ group: { type: 'staff' } }) }
    return { errors: [{ code: 's-204', title: 'No content', details: '' }] }
  })
  await expect(host.routing!.assign('501', '17')).resolves.toBeUndefined()
})

test('the key of a user goes nowhere, not even when the answer breaks off in the middle', async () => {
  const whole = JSON.stringify({ data: wireUser() })
  for (const text of [whole.slice(0, -5), whole.replace('"id":312', '"id":"?"')]) {
    const { host } = adapterOver(() => new Response(text))
    const error = await failureOf(host.contacts.get('312'))
    expect(error.code).toBe('unexpected-answer')
    expect(`${error.hostText} ${error.message} ${String(error.cause)}`).not.toContain('key-of-somebody-else')
  }
})

test('the key is shown as HTTP Basic', async () => {
  const { host, asked } = adapterOver(() => ({ data: wireUser() }))
  await host.contacts.get('312')
  expect(asked[0]).toMatchObject({
    path: 'users/312/',
    authorization: `Basic ${Buffer.from('robot@example.org:key-of-the-test').toString('base64')}`,
  })
})

const read = (data: unknown) =>
  adapterOver(({ path }) => (path.startsWith('users/') ? { data: wireUser() } : page(data)))
const ids = async (data: unknown) =>
  (await read(data).host.sessions.ofContact('312', null)).items.map(({ id }) => id)

describe('a list', () => {
  test('keyed by id is put in order again', async () => {
    const older = wireTicket({ id: 498, date_updated: '2026-11-19 10:00:00' })
    expect(await ids({ 501: wireTicket(), 498: older })).toEqual(['498', '501'])
  })
  test('may be an array, also when there is nothing', async () => {
    expect(await ids([wireTicket()])).toEqual(['501'])
    expect(await ids([])).toEqual([])
  })
  test('that holds tickets of others, or deleted ones, shows its own only', async () => {
    expect(
      await ids([wireTicket(), wireTicket({ id: 1, user_id: 9 }), wireTicket({ id: 2, deleted: 1 })]),
    ).toEqual(['501'])
  })
})
