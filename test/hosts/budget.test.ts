import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { budgetedFetch, type Budget, type RateLimit, type RatePolicy } from '../../src/hosts/budget.ts'
import { createHttp } from '../../src/hosts/http.ts'
import { usualRate } from '../../src/hosts/usual-rate.ts'

const ALL: RateLimit = { requests: 300, perMs: 60_000 }
const POLICY: RatePolicy = {
  limitsOf: () => [ALL],
  leftOf: (headers) => (headers.has('left') ? Number(headers.get('left')) : null),
  restMs: (status, body) => (status === 429 || body.includes('Ban') ? 1_200_000 : null),
}
const ANSWER = z.object({ id: z.number() })

/** A budget that says these waits one after the other, and a host that gives these answers. */
function scene(waits: number[], answers: Response[] = []) {
  const asked: string[] = []
  const rests: number[] = []
  const used: number[] = []
  const heard: string[] = []
  const budget: Budget = {
    take: async () => ({ waitMs: waits.shift() ?? 0 }),
    rest: async (_limit, ms) => void rests.push(ms),
    used: async (_limit, requests) => void used.push(requests),
    waits() {
      heard.push('waits')
      return () => void heard.push('leaves')
    },
    refused: (ms) => void heard.push(`refused ${ms}`),
  }
  const inner = (async (input: Request) => {
    asked.push(input.method)
    return answers.shift() ?? Response.json({ id: 1 })
  }) as typeof fetch
  const fetch = budgetedFetch(inner, budget, POLICY)
  const http = createHttp({ baseUrl: 'https://host.example', headers: {}, secrets: [], fetch })
  return { http, asked, rests, used, heard }
}
const left = (n: string) => Response.json({ id: 1 }, { headers: { left: n } })
const send = { method: 'POST', path: 'send', json: {}, answer: ANSWER } as const

describe('a request within a budget', () => {
  it('goes at once where there is leave', async () => {
    const { http, asked } = scene([])
    expect(await http.deed(send)).toEqual({ id: 1 })
    expect(asked).toEqual(['POST'])
  })

  it('waits its turn', async () => {
    const waits = [5, 5]
    const { http, asked } = scene(waits)
    expect(await http.deed(send)).toEqual({ id: 1 })
    expect([waits, asked]).toEqual([[], ['POST']])
  })

  it.each([
    ['then has it', [5, 5], ['waits', 'leaves']],
    ['was in line, and is not made after all', [5, 19 * 60_000], ['waits', 'refused 1140000', 'leaves']],
    ['has it at once', [], []],
  ])('tells of its waiting: one that %s', async (_how, waits, told) => {
    const { http, heard } = scene([...waits])
    await http.deed(send).catch(() => null)
    expect(heard).toEqual(told)
  })

  it('is not made when the wait is too long: a proof that nothing was done, and when to come again', async () => {
    const { http, asked } = scene([19 * 60_000])
    await expect(http.deed(send)).rejects.toMatchObject({
      code: 'rate-limited',
      kind: 'later',
      happened: 'no',
      retryAfterMs: 19 * 60_000,
    })
    expect(asked).toEqual([])
  })

  it('is not made after its asker has gone', async () => {
    const asked: unknown[] = []
    const inner = (async (input: Request) => asked.push(input)) as unknown as typeof fetch
    const leaving = new AbortController()
    const budget: Budget = {
      take: async () => {
        leaving.abort()
        return { waitMs: 1000 }
      },
      rest: async () => undefined,
      used: async () => undefined,
    }
    const gone = budgetedFetch(inner, budget, POLICY)('https://host.example/', { signal: leaving.signal })
    await expect(gone).rejects.toMatchObject({ name: 'AbortError' })
    expect(asked).toEqual([])
  })

  it('is not made when it cannot be counted', async () => {
    const asked: unknown[] = []
    const inner = (async (input: Request) => asked.push(input)) as unknown as typeof fetch
    const away: Budget = {
      take: () => Promise.reject(new Error('The database cannot be reached.')),
      rest: async () => undefined,
      used: async () => undefined,
    }
    const fetch = budgetedFetch(inner, away, POLICY)
    const http = createHttp({ baseUrl: 'https://host.example', headers: {}, secrets: [], fetch })
    await expect(http.deed(send)).rejects.toMatchObject({ kind: 'later', happened: 'no' })
    expect(asked).toEqual([])
  })

  it.each([
    ['429', new Response('{}', { status: 429 })],
    ['a ban in the host’s own words', new Response('{"errors":[{"title":"Ban"}]}', { status: 401 })],
  ])('tells the budget of a punishment: %s', async (_how, answer) => {
    const { http, rests } = scene([], [answer])
    await http.deed(send).catch(() => null)
    expect(rests).toEqual([1_200_000])
  })

  it('does not take a wrong key for a punishment', async () => {
    const { http, rests } = scene([], [new Response('{"error":"wrong key"}', { status: 401 })])
    await expect(http.deed(send)).rejects.toMatchObject({ code: 'wrong-credentials' })
    expect(rests).toEqual([])
  })

  it('heeds what the host says is left: what other programs used is not there for us', async () => {
    const { http, used } = scene([], [left('280'), left('40'), Response.json({ id: 1 })])
    for (const _ of [1, 2, 3]) await http.deed(send)
    expect(used).toEqual([260])
  })

  it('needs leave under every limit that it falls under, the narrowest first', async () => {
    const searches: RateLimit = { name: 'searches', requests: 100, perMs: 60_000 }
    const taken: (string | undefined)[] = []
    const rested: (string | undefined)[] = []
    const budget: Budget = {
      take: async ({ name }) => {
        taken.push(name)
        return { waitMs: 0 }
      },
      rest: async ({ name }) => void rested.push(name),
      used: async () => undefined,
    }
    const inner = (async () => new Response('', { status: 429 })) as typeof fetch
    const policy: RatePolicy = { ...POLICY, limitsOf: () => [searches, ALL] }
    await budgetedFetch(inner, budget, policy)('https://host.example/')
    expect([taken, rested]).toEqual([['searches', undefined], ['searches']])
  })
})

describe('a host whose limit nobody knows', () => {
  const { limitsOf, restMs } = usualRate({ requestsPerMinute: null })

  it('is asked as often as is needed', () => {
    expect(limitsOf(new Request('https://host.example/'))).toEqual([{ requests: null, perMs: 60_000 }])
  })

  it.each([
    [429, { 'Retry-After': '30' }, 30_000],
    [429, { 'Retry-After': '999999999' }, 24 * 3_600_000],
    [429, {}, 1000],
    [401, { 'Retry-After': '30' }, null],
  ])('is left alone for as long as it asks: %i %o', (status, headers, ms) => {
    expect(restMs(status, '', new Headers(headers))).toBe(ms)
  })
})
