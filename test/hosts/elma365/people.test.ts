import { describe, expect, test } from 'vitest'
import { adapterOver } from './adapter.ts'

const people = Array.from({ length: 130 }, (_, nth) => ({ __id: `p-${nth}`, __name: `Anna ${nth}` }))

/** A host with these people that gives at most `most` at once. */
function hostOf(most: number, wrap: (page: unknown[], total: number) => object = asList) {
  return adapterOver(({ body }) => {
    const { from, size } = body as { from: number; size: number }
    const page = people.slice(from, from + Math.min(size, most))
    return { success: true, ...wrap(page, people.length) }
  }).host
}

const asList = (result: unknown[], total: number) => ({ result: { result, total } })

describe.each([10, 100, 10_000])('on a host that gives at most %i at once', (most) => {
  test('a search goes on to the last contact, each once', async () => {
    const host = hostOf(most)
    const found: string[] = []
    let cursor: string | null = null
    do {
      const page = await host.contacts.search!('anna', cursor)
      found.push(...page.items.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    expect(found).toEqual(people.map(({ __id }) => __id))
  })

  test('every operator is known', async () => {
    expect(await hostOf(most).operators!.get('p-129')).toEqual({
      id: 'p-129',
      name: 'Anna 129',
      status: null,
    })
    expect(await hostOf(most).operators!.get('p-130')).toBeNull()
  })
})

test.each([
  ['result', (page: unknown[]) => ({ result: page })],
  ['users', (page: unknown[]) => ({ users: page })],
  ['data', (page: unknown[]) => ({ data: page })],
])('operators are read under "%s" too', async (_, wrap) => {
  expect(await hostOf(100, wrap).operators!.get('p-7')).toMatchObject({ name: 'Anna 7' })
})

test.each([
  [{ __id: 'p', fullname: 'Olga Smirnova' }, 'Olga Smirnova'],
  [{ id: 'p', __name: { lastname: 'Smirnova', firstname: 'Olga', middlename: '' } }, 'Olga Smirnova'],
  [{ __id: 'p', __name: ' ' }, 'p'],
])('an operator’s name is read wherever it stands: %j', async (user, name) => {
  const { host } = adapterOver(({ body }) => ({ success: true, result: body['from'] === 0 ? [user] : [] }))
  expect(await host.operators!.get('p')).toMatchObject({ name })
})

test('a list of users that is none is an unexpected answer with its path', async () => {
  const { host } = adapterOver(() => ({ success: true, error: '' }))
  const error: Error = await host.operators!.get('p').then(
    () => new Error('no'),
    (error: Error) => error,
  )
  expect(error).toMatchObject({ code: 'unexpected-answer' })
  expect(error.message).toContain('"result"')
})

test('lines and operators are asked for once by callers at the same moment, and again after a failure', async () => {
  let fails = true
  const { host, asked } = adapterOver(
    ({ path }) => {
      if (fails) return Response.json({ error: 'no' }, { status: 400 })
      return path.endsWith('/users')
        ? { success: true, result: [{ __id: 'op-1' }] }
        : {
            lines: [
              { id: 'line-1', name: 'Support' },
              { id: 'line-9', name: 'Not ours' },
            ],
          }
    },
    { linesFreshForMs: 60_000 },
  )
  await expect(host.lines.list()).rejects.toMatchObject({ code: 'bad-request' })
  fails = false
  const [first] = await Promise.all([host.lines.list(), host.lines.list(), host.lines.list()])
  await host.lines.list()
  expect(asked.map(({ path }) => path)).toEqual([
    '/script/lines',
    '/script/lines',
    '/pub/v1/scheme/groups/group-1/users',
  ])
  expect(first).toEqual([
    {
      id: 'line-1',
      name: 'Support',
      channels: ['whatsapp', 'email'],
      operators: ['op-1'],
      supervisors: null,
    },
  ])
})
