import { mountCrm } from '../../src/sandbox/crm/index.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { fakeGateway, stepAnswer, type FakeGateway, type GatewayCall, type Reply } from './fake-gateway.ts'

export interface CrmStand {
  readonly sandbox: Sandbox
  readonly gateway: FakeGateway
  stop(): Promise<void>
}

export const SECRET = 'the-secret-of-the-crm-tests'

/** A gateway that gives contexts, and whose step always sends. */
export function givesContexts({ path }: GatewayCall): Reply {
  if (path !== '/v1/contexts') return stepAnswer('sent')
  return { status: 200, json: { context: 'a-context', expiresAt: '2030-01-01T00:00:00.000Z' } }
}

/** The sandbox with its CRM, and a fake gateway that gives contexts and sends. `seed` is the engine's. */
export async function crmStand(seed: 'demo' | 'empty' = 'demo'): Promise<CrmStand> {
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
