import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import type { AddressInfo } from 'node:net'
import type { Page } from 'playwright-core'
import type { NodeEnv } from '../../src/sandbox/http.ts'
import { mountStories } from '../../src/sandbox/stories/index.ts'

export interface Stories {
  /** Opens a story and waits until it is told. Gives what it said instead when it could not be. */
  tell(page: Page, story: string, look: Readonly<Record<string, string>>): Promise<string | null>
  stop(): Promise<void>
}

/** The built stories as the sandbox serves them, and nothing beside them. */
export async function startStories(): Promise<Stories> {
  const app = new Hono<NodeEnv>()
  mountStories(app)
  const { promise, resolve } = Promise.withResolvers<AddressInfo>()
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, resolve)
  const url = `http://127.0.0.1:${(await promise).port}/stories/show/card`
  return {
    async tell(page, story, look) {
      await page.goto(`${url}?${new URLSearchParams({ story, ...look }).toString()}`)
      const told = await page.waitForFunction(() => {
        const state = document.documentElement.dataset['story']
        return state !== undefined && state !== 'coming' && state
      })
      const state = String(await told.jsonValue())
      return state === 'told' ? null : state
    },
    async stop() {
      if ('closeAllConnections' in server) server.closeAllConnections()
      await new Promise((done) => server.close(done))
    },
  }
}
