import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readJson } from './body.ts'
import { done, WebApiError } from './envelope.ts'

const PATHS = ['/storage/system/:key', '/storage/:namespace/:key', '/storage/:namespace/:code/:key']

/** The small key-value store: any JSON, kept and given back (facts, 4.3; the answer's key is this sandbox's). */
export function mountStorage(app: NodeApp, engine: Engine): void {
  for (const path of PATHS) {
    app.get(path, (c) => {
      const value = engine.store.storage[c.req.path]
      if (value === undefined) throw new WebApiError(404, 'Nothing is kept under this key.')
      return done(c, { result: value })
    })
    app.post(path, async (c) => {
      engine.putStorage(c.req.path, await readJson(c, z.json()))
      return done(c)
    })
    app.delete(path, (c) => {
      engine.putStorage(c.req.path, undefined)
      return done(c)
    })
  }
}
