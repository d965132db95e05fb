import { Hono } from 'hono'

/** A file that reached the fake gateway. `size` in bytes. */
export interface Uploaded {
  readonly name: string
  readonly type: string
  readonly size: number
  readonly authorization: string
}

export interface Uploads {
  readonly app: Hono
  /** In the order in which they came whole. */
  readonly come: Uploaded[]
  /** Names of those whose sending has begun and not ended. */
  readonly underWay: Set<string>
  /** Ids of those that were dropped again. */
  readonly dropped: string[]
  /** What a file of this name is answered from now on, once it is there; the usual answer keeps it. */
  on(name: string, answer: (usual: () => Response) => Response | Promise<Response>): void
  reset(): void
}

/** The gateway's place for files, as the form knows it. */
export function uploadsOfScenes(): Uploads {
  const come: Uploaded[] = []
  const underWay = new Set<string>()
  const dropped: string[] = []
  const answers = new Map<string, (usual: () => Response) => Response | Promise<Response>>()
  const app = new Hono()

  app.post('/scenes/:scene/v1/attachments', async (c) => {
    const name = c.req.query('name') ?? ''
    underWay.add(name)
    try {
      const { byteLength: size } = await c.req.arrayBuffer()
      const type = c.req.header('content-type') ?? ''
      come.push({ name, type, size, authorization: c.req.header('authorization') ?? '' })
      const id = `f-${come.length}`
      const usual = (): Response => Response.json({ id, name, type, size }, { status: 201 })
      return (await answers.get(name)?.(usual)) ?? usual()
    } finally {
      underWay.delete(name)
    }
  })
  app.delete('/scenes/:scene/v1/attachments/:id', (c) => {
    dropped.push(c.req.param('id'))
    return c.body(null, 204)
  })

  return {
    app,
    come,
    underWay,
    dropped,
    on: (name, answer) => void answers.set(name, answer),
    reset() {
      come.length = 0
      dropped.length = 0
      answers.clear()
    },
  }
}
