import { Webhook } from 'standardwebhooks'
import { expect, it } from 'vitest'
import { listRuns } from '../../src/sandbox/process/runs.ts'
import { eventually } from '../setup/eventually.ts'
import { stepAnswer, type GatewayCall, type Reply } from './fake-gateway.ts'
import { crmSite, SECRET } from './stand.ts'

const site = crmSite()
const HOUR_MS = 3_600_000

/** A gateway whose step waits until it is called off. */
function waits(): (call: GatewayCall) => Reply {
  let off = false
  return ({ path }) => {
    if (path.endsWith('/cancel')) off = true
    if (path.startsWith('/v1/process-actions') && !off) return { ...sent(null), status: 202 }
    const waiting = { reason: 'watching', deadlineAt: new Date(Date.now() + 24 * HOUR_MS).toISOString() }
    return path.startsWith('/v1/operations') ? { status: 200, json: { waiting } } : sent('sent')
  }
}

const sent = (exit: string | null) => ({ status: 200, json: { ...bodyOf('x'), exit } })
const bodyOf = (operationId: string) => {
  const reply = stepAnswer('answered', { operationId })
  return reply === 'cut' ? {} : (reply.json as Record<string, unknown>)
}

/** A run that waits: its id. */
async function waitingRun(): Promise<string> {
  site.gateway.reply(waits())
  const { id } = (await (
    await site.post('/orders/o-15/runs', '', { accept: 'application/json' })
  ).json()) as { id: string }
  await eventually(() => expect(run(id)).toMatchObject({ at: 'notify', waits: { reason: 'watching' } }))
  return id
}

const run = (id: string) => listRuns(site.sandbox.engine).find((one) => one.id === id)!

/** A callback as the gateway posts it, signed with this secret at this time. */
function tell(operationId: string, secret = SECRET, at = new Date()): Promise<Response> {
  const body = JSON.stringify(bodyOf(operationId))
  return fetch(`${site.sandbox.url}/process-callbacks`, {
    method: 'POST',
    headers: {
      'webhook-id': `sandbox:${operationId}`,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': new Webhook(Buffer.from(secret).toString('base64')).sign(
        `sandbox:${operationId}`,
        at,
        body,
      ),
    },
    body,
  })
}

it('a step that waits is shown with what it waits for, and ends the run by its signed callback (R-PROC-5)', async () => {
  const id = await waitingRun()
  expect(site.gateway.calls.find(({ path }) => path.startsWith('/v1/process-actions'))?.body).toMatchObject({
    wait: 'answered',
    timeLimit: 'PT24H',
    callbackUrl: `${site.sandbox.url}/process-callbacks`,
  })
  expect(await site.page('/processes')).toMatch(
    /202: it will tell when the customer answers, by .+ at the latest/,
  )
  expect(run(id).waitsUntilAt).not.toBeNull()

  // Another's signature, an old one, and another run's exit change nothing.
  expect((await tell(`${id}:notify`, 'another-secret')).status).toBe(401)
  expect((await tell(`${id}:notify`, SECRET, new Date(Date.now() - HOUR_MS))).status).toBe(401)
  expect((await tell('run-0:notify')).status).toBe(204)
  expect(run(id)).toMatchObject({ at: 'notify', answer: null })

  expect((await tell(`${id}:notify`)).status).toBe(204)
  await eventually(() => expect(run(id)).toMatchObject({ state: 'done', at: 'answered', byCallback: true }))
  expect((await tell(`${id}:notify`)).status).toBe(204)
  expect(await site.page('/processes')).toContain('by a signed callback')
})

it('a step whose time has passed by the clock of the sandbox is called off, and the run ends in silence', async () => {
  const id = await waitingRun()
  site.sandbox.engine.advanceClock(23 * HOUR_MS)
  expect(site.gateway.calls.some(({ path }) => path.endsWith('/cancel'))).toBe(false)
  site.sandbox.engine.advanceClock(2 * HOUR_MS)
  await eventually(() => expect(run(id)).toMatchObject({ state: 'done', at: 'silence' }))
  expect(site.gateway.calls.find(({ path }) => path.endsWith('/cancel'))?.path).toBe(
    `/v1/operations/${encodeURIComponent(`${id}:notify`)}/cancel`,
  )
})
