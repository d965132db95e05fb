import { setTimeout as pause } from 'node:timers/promises'
import { onTestFinished } from 'vitest'
import type { GatewayOptions } from '../../src/gateway/server.ts'
import type { GatewaySettingsInput } from '../../src/gateway/settings.ts'
import { startSandbox, type Sandbox } from '../../src/sandbox/server.ts'
import { SECRET, testGateway, type Answer, type TestGateway } from './setup.ts'

/** The sandbox's own host, and the store behind it. */
export interface World {
  readonly sandbox: Sandbox
  /** What reached customers, as they have it on their phones. */
  arrived(text?: string): readonly { text: string; address: string }[]
  /** Something goes wrong at the host: see the sandbox's faults. */
  mishap(on: string, kind: string, delayMs?: number): Promise<void>
  /** The customer of an address does something. */
  customer(channel: string, address: string, action: string, text?: string): Promise<void>
}

export async function world(dialect = 'elma365'): Promise<World> {
  const sandbox = await startSandbox({
    port: 0,
    dialect,
    seed: 'demo',
    dataDir: null,
    gateway: null,
  })
  onTestFinished(() => sandbox.stop())
  const post = async (path: string, body: unknown): Promise<void> => {
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch(`${sandbox.url}/_sandbox${path}`, {
      method: 'POST',
      headers,
      body: JSON.stringify(body),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
  }
  return {
    sandbox,
    arrived: (text) =>
      sandbox.engine.store.deliveries.filter((delivery) => text === undefined || delivery.text === text),
    mishap: (on, kind, delayMs) =>
      post('/faults', { on, kind, times: 1, ...(delayMs === undefined ? {} : { delayMs }) }),
    customer: (channel, address, action, text) => post('/customer', { channel, address, action, text }),
  }
}

/** A gateway before the sandbox's host, which pushes to it. */
export async function gatewayBefore(
  { sandbox }: World,
  settings: Partial<GatewaySettingsInput> = {},
  options: GatewayOptions = {},
): Promise<TestGateway> {
  const gateway = await testGateway(
    sandbox.workspaceHost,
    // Whoever asks has the end in the answer, however busy this machine is; a test of 202 says itself how long is waited.
    { pollMs: 200, recoverMs: 100, answerWithinMs: 20_000, ...settings },
    options,
  )
  sandbox.setGateway({ url: gateway.url, secret: SECRET })
  return gateway
}

/**
 * Gives a step to the gateway as an engine does: while nothing is promised yet, as on a busy machine it may not be within three
 * seconds, the same is asked again.
 */
export const giveStep = (gateway: TestGateway, body: object): Promise<Answer> =>
  eventually(
    () => gateway.ask('POST', '/v1/process-actions/initiative-message', { token: SECRET, body }),
    ({ json }) => json?.code !== 'in-progress' && json?.code !== 'journal-unavailable',
    60_000,
  )

/** Asks until the answer is there; for what happens by itself a little later. */
export async function eventually<T>(
  ask: () => T | Promise<T>,
  until: (answer: T) => boolean,
  withinMs = 15_000,
): Promise<T> {
  const deadline = performance.now() + withinMs
  for (;;) {
    const answer = await ask()
    if (until(answer) || performance.now() > deadline) return answer
    await pause(30)
  }
}
