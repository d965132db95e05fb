import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { budgetedFetch, type Budget, type RatePolicy } from '../../src/hosts/budget.ts'
import { createHttp } from '../../src/hosts/http.ts'

const POLICY: RatePolicy = {
  requests: 300,
  perMs: 60_000,
  restMs: (status, body) => (status === 429 || body.includes('Ban') ? 1_200_000 : null),
}
const ANSWER = z.object({ id: z.number() })

/** A budget that says these waits one after the other, and a host that gives these answers. */
function scene(waits: number[], answers: Response[] = []) {
  const asked: string[] = []
  const rests: number[] = []
  const budget: Budget = {
    take: async () => ({ waitMs: waits.shift() ?? 0 }),
    rest: async (ms) => void rests.push(ms),
  }
  const inner = (async (input: Request) => {
    asked.push(input.method)
    return answers.shift() ?? Response.json({ id: 1 })
  }) as typeof fetch
  const fetch = budgetedFetch(inner, budget, POLICY)
  const http = createHttp({ baseUrl: 'https://host.example', headers: {}, secrets: [], fetch })
  return { http, asked, rests }
}
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
})
