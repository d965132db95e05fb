import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { streamSSE, type SSEStreamingApi } from 'hono/streaming'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import type { WireProblem } from '../../src/wire/schemas.ts'
import type { WireStreamEvent } from '../../src/wire/stream.ts'
import { play } from '../../widget/stories/answers.ts'
import type { Scene } from '../../widget/stories/scene.ts'
import { SCENES } from '../../widget/stories/scenes.ts'
import { buildStories } from './stories-build.ts'
import { uploadsOfScenes, type Uploads } from './uploads.ts'

/** A request that reached the fake gateway. */
export interface Asked {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly body: unknown
}

type Answer = (body: unknown, path: string) => Response | Promise<Response>

export interface FakeGateway {
  readonly url: string
  readonly asked: Asked[]
  /** With what each live stream was opened. */
  readonly followed: URLSearchParams[]
  readonly uploads: Uploads
  /** Which scene is shown under which name; a test may add its own. */
  readonly scenes: Map<string, Scene>
  /** Answers from now on, for `POST /sessions` and the like: the method and the path's end. */
  on(request: string, answer: Answer): void
  /** To every open card, of which one must be there or on its way. */
  tell(event: WireStreamEvent): Promise<void>
  /** Breaks off every stream. */
  breakStreams(): Promise<void>
  page(scene: string, options?: { locale?: string; theme?: string }): string
  reset(): void
  stop(): Promise<void>
}

/** The stories, built, and a gateway that says what the scenes say: what a card asks is recorded. */
export async function startFakeGateway(): Promise<FakeGateway> {
  const files = await buildStories()
  const asked: Asked[] = []
  const followed: URLSearchParams[] = []
  const answers = new Map<string, Answer>()
  const scenes = new Map<string, Scene>(Object.entries(SCENES))
  const streams = new Set<SSEStreamingApi>()
  const uploads = uploadsOfScenes()
  const app = new Hono().route('/', uploads.app)

  app.get('/scenes/:scene/v1/stream', (c) => {
    followed.push(new URL(c.req.url).searchParams)
    return streamSSE(c, async (stream) => {
      streams.add(stream)
      stream.onAbort(() => void streams.delete(stream))
      await stream.write(': open\n\n')
      while (streams.has(stream) && !stream.aborted) await stream.sleep(20)
    })
  })
  app.all('/scenes/:scene/v1/*', async (c) => {
    const path = c.req.path.replace(/^\/scenes\/[^/]+\/v1/, '')
    const body: unknown = c.req.method === 'GET' ? null : await c.req.json().catch(() => null)
    const url = new URL(c.req.url)
    asked.push({ method: c.req.method, path, query: url.searchParams, body })
    const own = [...answers].find(([key]) => fits(key, c.req.method, path))
    if (own) return own[1](body, url.search)
    const played = play(scenes.get(c.req.param('scene')), {
      method: c.req.method,
      path,
      query: url.searchParams,
      body,
    })
    if (played === 'never') return new Promise<Response>(() => undefined)
    if (played.status === 204) return c.body(null, 204)
    return played.status === 200 ? c.json(played.body) : problem(played.status, played.body as WireProblem)
  })
  app.get('/*', (c) => {
    const name = c.req.path === '/' ? '/widget/stories/index.html' : c.req.path
    const file = files.get(name)
    return file ? c.body(file.body, 200, { 'Content-Type': file.type }) : c.notFound()
  })

  const { promise, resolve } = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, resolve)
  const url = `http://127.0.0.1:${(await promise).port}`

  let id = 1
  return {
    url,
    asked,
    followed,
    uploads,
    scenes,
    on: (request, answer) => void answers.set(request, answer),
    async tell(event) {
      for (const end = Date.now() + 15_000; streams.size === 0 && Date.now() < end;) await sleep(10)
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
      followed.length = 0
      answers.clear()
      uploads.reset()
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
  part: Pick<WireProblem, 'code' | 'detail'> & Partial<WireProblem>,
): Response {
  const body = { type: `urn:firstline:problem:${part.code}`, title: part.code, status, ...part }
  return new Response(JSON.stringify(body), {
    status,
    headers: { 'Content-Type': 'application/problem+json' },
  })
}
