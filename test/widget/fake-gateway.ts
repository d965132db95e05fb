import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import { readFile } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { AddressInfo } from 'node:net'
import { build } from 'vite'
import type { WireStreamEvent } from '../../src/wire/schemas.ts'
import { offersOf } from '../../widget/stories/people.ts'
import { SCENES, type Scene } from '../../widget/stories/scenes.ts'

/** A request that reached the fake gateway. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly body: unknown
}

type Answer = (body: unknown, path: string) => Response | Promise<Response>

export interface FakeGateway {
  readonly url: string
  readonly asked: Asked[]
  /** Which scene is shown under which name; a test may add its own. */
  readonly scenes: Map<string, Scene>
  /** Answers from now on, for `POST /sessions` and the like: the method and the path's end. */
  on(request: string, answer: Answer): void
  /** To every open card. */
  tell(event: WireStreamEvent): Promise<void>
  /** Breaks off every stream. */
  breakStreams(): Promise<void>
  page(scene: string, options?: { locale?: string; theme?: string }): string
  reset(): void
  stop(): Promise<void>
}

const TYPES: Record<string, string> = { '.html': 'text/html', '.js': 'text/javascript', '.css': 'text/css' }

/** The stories, built, and a gateway that says what the scenes say: what a card asks is recorded. */
export async function startFakeGateway(): Promise<FakeGateway> {
  const folder = join(import.meta.dirname, '../../dist/stories')
  await build({
    mode: 'production',
    logLevel: 'error',
    build: {
      outDir: folder,
      emptyOutDir: true,
      rolldownOptions: { input: { stories: 'widget/stories/index.html' } },
    },
  })

  const asked: Asked[] = []
  const answers = new Map<string, Answer>()
  const scenes = new Map<string, Scene>(Object.entries(SCENES))
  const streams = new Set<SSEStreamingApi>()
  const app = new Hono()

  app.get('/scenes/:scene/v1/stream', (c) =>
    streamSSE(c, async (stream) => {
      streams.add(stream)
      stream.onAbort(() => void streams.delete(stream))
      await stream.write(': open\n\n')
      while (streams.has(stream) && !stream.aborted) await stream.sleep(20)
    }),
  )
  app.all('/scenes/:scene/v1/*', async (c) => {
    const path = c.req.path.replace(/^\/scenes\/[^/]+\/v1/, '')
    const body: unknown = c.req.method === 'GET' ? null : await c.req.json().catch(() => null)
    asked.push({ method: c.req.method, path, body })
    const own = [...answers].find(([key]) => fits(key, c.req.method, path))
    if (own) return own[1](body, new URL(c.req.url).search)
    const scene = scenes.get(c.req.param('scene'))
    if (!scene || 'wait' in scene) return new Promise<Response>(() => undefined)
    if ('problem' in scene) return problem(scene.problem.status, scene.problem)
    const { card } = scene
    if (path === '/card') return c.json(card)
    if (path === '/draft' && c.req.method === 'PUT')
      return c.json({ version: 2, at: new Date().toISOString() })
    if (path === '/draft') return c.body(null, 204)
    if (path.endsWith('/sessions') && c.req.method === 'GET') return c.json(card.sessions)
    if (path.endsWith('/messages') && c.req.method === 'GET') return c.json({ items: [], next: null })
    const query = new URL(c.req.url).searchParams
    if (path === '/offers') {
      const found = card.ways.find(
        (way) => way.lineId === query.get('lineId') && way.address === query.get('address'),
      )
      return found
        ? c.json(offersOf(found, scene.offers))
        : problem(404, { code: 'not-found', detail: 'There is no such way.' })
    }
    if (path === '/templates') return c.json(scene.catalogue ?? { items: [], recent: [], bindings: {} })
    if (path === '/canned-replies') return c.json({ items: scene.cannedReplies ?? [], next: null })
    if (path === '/addresses')
      return c.json({ address: query.get('address') ?? '', suggestion: null, fault: null })
    if (path.endsWith('/ways')) return c.json({ contact: card.contact, ways: card.ways })
    return problem(404, { code: 'not-found', detail: 'Nothing answers at this address.' })
  })
  app.get('/*', async (c) => {
    const name = c.req.path === '/' ? '/widget/stories/index.html' : c.req.path
    const file = await readFile(join(folder, name)).catch(() => null)
    return file ? c.body(file, 200, { 'Content-Type': TYPES[extname(name)] ?? 'text/plain' }) : c.notFound()
  })

  const { promise, resolve } = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, resolve)
  const url = `http://127.0.0.1:${(await promise).port}`

  let id = 1
  return {
    url,
    asked,
    scenes,
    on: (request, answer) => void answers.set(request, answer),
    async tell(event) {
      id += 1
      for (const stream of streams)
        await stream.writeSSE({ id: String(id), event: event.kind, data: JSON.stringify(event) })
    },
    async breakStreams() {
      for (const stream of streams) await stream.close()
      streams.clear()
    },
    page: (scene, { locale = 'en', theme = 'light' } = {}) =>
      `${url}/?scene=${scene}&locale=${locale}&theme=${theme}`,
    reset() {
      asked.length = 0
      answers.clear()
    },
    async stop() {
      streams.clear()
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}

function fits(key: string, method: string, path: string): boolean {
  const [wanted, end = ''] = key.split(' ')
  return wanted === method && path.endsWith(end)
}

export function json(body: unknown, status = 200): Response {
  return new Response(JSON.stringify(body), { status, headers: { 'Content-Type': 'application/json' } })
}

/** A problem as the gateway says it; what is not given is filled in. */
export function problem(
  status: number,
  part: { code: string; detail: string; contact?: { id: string; name: string } },
): Response {
  const body = { type: `urn:firstline:problem:${part.code}`, title: part.code, status, ...part }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}
