import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { createHttp } from '../../src/hosts/http.ts'
import { newLook, type Look } from '../../src/hosts/look.ts'

/** A host that numbers its answers, and a client for whom this look is the running one. */
function scene(look: Look | null) {
  const asked: string[] = []
  const answers: Response[] = []
  const open = (authorization: string) =>
    createHttp({
      baseUrl: 'https://host.example',
      headers: { authorization },
      secrets: [],
      look: () => look,
      limits: { readRetries: 0 },
      fetch: async (input) => {
        const request = input as Request
        asked.push(`${request.method} ${new URL(request.url).pathname} ${await request.text()}`)
        return answers.shift() ?? Response.json({ n: asked.length })
      },
    })
  const http = open('us')
  const call = { method: 'GET', path: 'a', answer: z.object({ n: z.number() }) } as const
  return {
    asked,
    answers,
    http,
    other: open('somebody else'),
    call,
    list: { ...call, method: 'POST' } as const,
  }
}

describe('a look at a host', () => {
  it('asks each thing once, lists by POST too, one by one or at the same time', async () => {
    const { asked, http, call, list } = scene(newLook())
    const read = await Promise.all([
      http.read(call),
      http.read({ ...list, json: { of: 1 } }),
      http.read(call),
    ])
    read.push(await http.read({ ...list, json: { of: 1 } }))
    expect(read.map(({ n }) => n)).toEqual([1, 2, 1, 2])
    expect(asked).toHaveLength(2)
  })

  it('tells other questions, other askers and other looks apart', async () => {
    const { asked, http, other, call, list } = scene(newLook())
    for (const of of [1, 2]) await http.read({ ...list, json: { of } })
    for (const path of ['a', 'a?page=2']) await http.read({ ...call, path })
    await other.read(call)
    expect(asked).toHaveLength(5)
    const alone = scene(null)
    await alone.http.read(alone.call)
    await alone.http.read(alone.call)
    expect(alone.asked).toHaveLength(2)
  })

  it('reads anew what failed, and everything after a deed', async () => {
    const { asked, answers, http, call, list } = scene(newLook())
    answers.push(new Response('', { status: 500 }))
    await expect(http.read(call)).rejects.toMatchObject({ code: 'host-broken' })
    await http.read(call)
    await http.deed({ ...list, path: 'deed' })
    expect(await http.read(call)).toEqual({ n: 4 })
    expect(asked).toHaveLength(4)
  })
})
