import { afterAll, beforeAll, beforeEach, expect } from 'vitest'
import { mountCrm } from '../../src/sandbox/crm/index.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { fakeGateway, stepAnswer, type FakeGateway, type GatewayCall, type Reply } from './fake-gateway.ts'

interface CrmStand {
  readonly sandbox: Sandbox
  readonly gateway: FakeGateway
  stop(): Promise<void>
}

export const SECRET = 'the-secret-of-the-crm-tests'

/** A gateway that gives contexts, and whose step always sends. */
function givesContexts({ path }: GatewayCall): Reply {
  if (path !== '/v1/contexts') return stepAnswer('sent')
  return { status: 200, json: { context: 'a-context', expiresAt: '2030-01-01T00:00:00.000Z' } }
}

/** The sandbox with its CRM, and a fake gateway that gives contexts and sends. `seed` is the engine's. */
async function crmStand(seed: 'demo' | 'empty' = 'demo'): Promise<CrmStand> {
  const gateway = await fakeGateway()
  gateway.reply(givesContexts)
  const sandbox = await startSandbox({
    port: 0,
    dialect: 'elma365',
    seed,
    dataDir: null,
    gateway: { url: gateway.url, secret: SECRET },
    mountCrm,
  })
  return {
    sandbox,
    gateway,
    async stop() {
      await sandbox.stop()
      await gateway.stop()
    },
  }
}

export interface Site extends CrmStand {
  /** The HTML of a page that is there. */
  page(path: string, headers?: Record<string, string>): Promise<string>
  /** A POST as the CRM's own pages send it, unless the headers say otherwise. */
  post(path: string, body: BodyInit, headers?: Record<string, string>): Promise<Response>
}

/** One stand for a test file, back at its seed before each test. */
export function crmSite(): Site {
  let stand: CrmStand
  beforeAll(async () => {
    stand = await crmStand()
  })
  afterAll(() => stand.stop())
  beforeEach(() => {
    stand.sandbox.engine.reset('demo')
    stand.sandbox.setGateway({ url: stand.gateway.url, secret: SECRET })
    stand.gateway.calls.length = 0
    stand.gateway.reply(givesContexts)
  })
  return {
    get sandbox() {
      return stand.sandbox
    },
    get gateway() {
      return stand.gateway
    },
    stop: () => stand.stop(),
    async page(path, headers = {}) {
      const response = await fetch(stand.sandbox.url + path, { headers: { accept: 'text/html', ...headers } })
      expect(response.status).toBe(200)
      return response.text()
    },
    post(path, body, headers = {}) {
      const origin = stand.sandbox.url
      return fetch(origin + path, {
        method: 'POST',
        body,
        headers: { origin, ...headers },
        redirect: 'manual',
      })
    },
  }
}
