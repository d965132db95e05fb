import { describe, expect, it } from 'vitest'
import { ReadResponse } from '../../src/hosts/read-response.ts'

const INIT = { status: 201, headers: [['content-type', 'application/json']] } satisfies ResponseInit
const bytes = new TextEncoder().encode('\uFEFF{"name":"Ольга"}')

describe('an answer that was read already', () => {
  it.each([
    ['text', (response: Response) => response.text()],
    ['json', (response: Response) => response.json()],
    ['bytes', async (response: Response) => [...(await response.bytes())]],
    ['arrayBuffer', async (response: Response) => [...new Uint8Array(await response.arrayBuffer())]],
    ['blob', (response: Response) => response.blob().then((blob) => blob.text())],
    ['body', (response: Response) => new Response(response.body).text()],
    ['a clone', (response: Response) => response.clone().text()],
    ['status and headers', async ({ status, ok, headers }: Response) => [status, ok, ...headers]],
  ])('gives its %s as any other does', async (_what, read) => {
    expect(await read(new ReadResponse(bytes, INIT))).toEqual(await read(new Response(bytes, INIT)))
  })

  it('without a body has none', async () => {
    const empty = new ReadResponse(null, { status: 204 })
    expect([empty.body, await empty.text(), empty.length]).toEqual([null, '', 0])
  })
})
