import { describe, expect, it } from 'vitest'
import { sharingReads } from '../../src/hosts/shared-reads.ts'

/** A host that answers with the number of the request, once told to; requests leave when told to. */
function scene(lanes: string[] = []) {
  const asked: { url: string; leave(): void; answer(): void; fail(error: Error): void }[] = []
  const ask = sharingReads(
    (request, leaves) => {
      const { promise, resolve, reject } = Promise.withResolvers<Response>()
      const answer = () => resolve(Response.json({ n }, { status: 201, headers: { 'x-n': `${n}` } }))
      const n = asked.push({ url: request.url, leave: leaves, answer, fail: reject })
      return promise
    },
    () => lanes.shift() ?? 'people',
  )
  const get = (path: string, init?: RequestInit) => ask(new Request(`https://host.example/${path}`, init))
  return { asked, get }
}
const said = async (response: Response) => [
  response.status,
  response.headers.get('x-n'),
  await response.json(),
]

describe('the same question by several at once', () => {
  it('is asked once while it has not left, and everybody has an answer of their own', async () => {
    const { asked, get } = scene()
    const answers = [get('a'), get('a'), get('a')]
    asked[0]?.leave()
    asked[0]?.answer()
    expect(await Promise.all((await Promise.all(answers)).map(said))).toEqual([
      [201, '1', { n: 1 }],
      [201, '1', { n: 1 }],
      [201, '1', { n: 1 }],
    ])
    expect(asked).toHaveLength(1)
  })

  it('is asked anew by whoever comes after it has left: no answer is older than its question (R-OPEN-4)', async () => {
    const { asked, get } = scene()
    const before = get('a')
    asked[0]?.leave()
    const after = get('a')
    asked[1]?.answer()
    asked[0]?.answer()
    expect([await said(await before), await said(await after)]).toEqual([
      [201, '1', { n: 1 }],
      [201, '2', { n: 2 }],
    ])
  })

  it('is nobody else’s: other addresses, other headers, other lanes and deeds go by themselves', async () => {
    const { asked, get } = scene(['people', 'people', 'people', 'machines'])
    const answers = [get('a'), get('b'), get('a', { headers: { authorization: 'other' } }), get('a')]
    const deeds = [get('a', { method: 'POST' }), get('a', { method: 'POST' })]
    for (const one of asked) one.answer()
    await Promise.all([...answers, ...deeds])
    expect(asked).toHaveLength(6)
  })

  it('fails for all who waited, and is asked again by the next', async () => {
    const { asked, get } = scene()
    const answers = [get('a'), get('a')]
    asked[0]?.fail(new Error('gone'))
    expect((await Promise.allSettled(answers)).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
    const next = get('a')
    asked[1]?.answer()
    expect(await said(await next)).toEqual([201, '2', { n: 2 }])
  })

  it('is given up by one of them without harm to the others', async () => {
    const { asked, get } = scene()
    const giving = new AbortController()
    const first = get('a')
    const second = get('a', { signal: giving.signal })
    giving.abort(new Error('enough'))
    await expect(second).rejects.toThrow('enough')
    asked[0]?.answer()
    expect(await said(await first)).toEqual([201, '1', { n: 1 }])
  })
})
