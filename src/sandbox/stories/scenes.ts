import { Hono } from 'hono'
import { streamSSE } from 'hono/streaming'
import { chooseLocale } from '../../words/index.ts'
import { play, streamRefusal } from '../../../widget/stories/answers.ts'
import type { Scene } from '../../../widget/stories/scene.ts'
import { SCENES } from '../../../widget/stories/scenes.ts'
import type { NodeEnv } from '../http.ts'
import { seedBytes } from '../engine/seed/seed-files.ts'

/** Where the scenes' people keep their files; here they are some of the demo's. */
const FILES = 'https://files.example/'
const MADE: Readonly<Record<string, readonly [id: string, type: string]>> = {
  'lamp.jpg': ['seed-1', 'image/png'],
  'flickering.jpg': ['seed-2', 'image/png'],
  'voice.ogg': ['seed-3', 'audio/wav'],
}
const BEATS_MS = 10_000

/** A gateway per scene, under `/{scene}/v1`, that says what the scene says and keeps nothing; and the files of the scenes' messages. */
export function scenesApp(): Hono<NodeEnv> {
  const app = new Hono<NodeEnv>()
  app.get('/files/:name', (c) => {
    const [id, type] = MADE[c.req.param('name')] ?? []
    const bytes = id === undefined ? null : seedBytes(id)
    if (!bytes || !type) return c.notFound()
    return c.body(new Uint8Array(bytes), 200, { 'Content-Type': type })
  })
  app.get('/:scene/v1/stream', (c) => {
    const refusal = streamRefusal(sceneOf(c.req.param('scene')))
    if (refusal !== null) return c.json({}, refusal === 403 ? 403 : 503)
    return streamSSE(c, async (stream) => {
      while (!stream.aborted) {
        await stream.write(': open\n\n')
        await stream.sleep(BEATS_MS)
      }
    })
  })
  app.all('/:scene/v1/*', async (c) => {
    const name = c.req.param('scene')
    const url = new URL(c.req.url)
    const [root = '', path = ''] = url.pathname.split(`/${name}/v1`)
    const body: unknown = c.req.method === 'GET' ? null : await c.req.json().catch(() => null)
    const played = play(sceneOf(name), {
      method: c.req.method,
      path,
      query: url.searchParams,
      locale: chooseLocale(c.req.header('accept-language')),
      body,
    })
    // The page that waits for it goes at some time, and with it this.
    if (played === 'never') return new Promise<Response>(() => undefined)
    if (played.status === 204) return c.body(null, 204)
    const files = `${url.origin}${root}/files/`
    return new Response(JSON.stringify(played.body).replaceAll(FILES, files), {
      status: played.status,
      headers: { 'Content-Type': `application/${played.status === 200 ? '' : 'problem+'}json` },
    })
  })
  return app
}

const sceneOf = (name: string): Scene | undefined =>
  Object.hasOwn(SCENES, name) ? SCENES[name as keyof typeof SCENES] : undefined
