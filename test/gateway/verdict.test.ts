import { beforeEach, describe, expect, it } from 'vitest'
import { World } from '../outbound/fake-host.ts'
import { FAKE } from './fake-host.ts'
import { SECRET, testGateway, type TestGateway } from './setup.ts'
import { eventually } from './with-sandbox.ts'

const RUN = {
  operationId: 'run-1',
  line: 'line-1',
  to: { contactId: 'c-1' },
  channel: 'whatsapp',
  message: { text: 'Your order is ready' },
}
const ANNA = { verdict: 'send-again', by: 'Anna Orlova' }

let world: World
let gateway: TestGateway
const judge = (body: unknown, token = SECRET, id = 'run-1') =>
  gateway.ask('POST', `/v1/operations/${id}/verdict`, { token, body })

/** A host that cannot tell what became of a message, and a run whose answer was lost. */
beforeEach(async () => {
  world = new World(() => new Date())
  world.certainty = 'blind'
  world.contact('c-1', ['whatsapp', '+79120000001'])
  world.faults.send = ['timeout-before']
  gateway = await testGateway(FAKE, {}, { openHost: () => ({ ok: true, host: world.host() }) })
  const run = await gateway.ask('POST', '/v1/process-actions/initiative-message', {
    token: SECRET,
    body: RUN,
  })
  if (run.json.exit !== 'unknown') throw new Error(`Not unknown: ${run.text}`)
})

describe('POST /v1/operations/{id}/verdict (R-ONCE-2)', () => {
  it('sends again by a named person’s word, and the report says who, when and as what', async () => {
    const { status, json } = await judge(ANNA)
    expect([status, json.exit, json.reason.code]).toEqual([200, 'failed', 'not-sent'])
    expect(json.judged).toEqual({
      verdict: 'send-again',
      by: 'Anna Orlova',
      operatorId: null,
      at: expect.any(String),
      next: 'run-1!2',
    })
    expect(json.steps).toContainEqual(
      expect.objectContaining({ name: 'judge', by: 'Anna Orlova', outcome: 'send-again' }),
    )
    const next = await eventually(
      () => gateway.ask('GET', '/v1/operations/run-1!2', { token: SECRET }),
      ({ json: report }) => report.exit !== null,
    )
    expect(next.json).toMatchObject({ exit: 'sent', repeats: 'run-1' })
    expect((await judge(ANNA)).json.judged).toEqual(json.judged)
    expect(world.deliveries).toHaveLength(1)
    // The one who decided and what was written stay out of the log.
    expect(gateway.log.join('\n')).not.toMatch(/Anna|order is ready/)
  })

  it('takes an operator’s word by the context alone, and not that of one who does not work there', async () => {
    const stranger = await judge({ verdict: 'arrived' }, await gateway.context('op-9'))
    expect([stranger.status, stranger.json.code]).toEqual([404, 'unknown-operation'])
    const { json } = await judge({ verdict: 'arrived' }, await gateway.context('op-3'))
    expect(json).toMatchObject({ exit: 'sent', judged: { by: 'Denis', operatorId: 'op-3', next: null } })
    const late = await judge(ANNA)
    expect([late.status, late.json.code]).toEqual([409, 'nothing-to-judge'])
    expect(world.deliveries).toHaveLength(0)
  })

  it('says which field is wrong', async () => {
    const nobody = await judge({ verdict: 'arrived' })
    expect([nobody.status, nobody.json.fields]).toEqual([422, [expect.objectContaining({ path: 'by' })]])
    const two = await judge(ANNA, await gateway.context('op-1'))
    expect([two.status, two.json.fields[0].path]).toEqual([422, 'by'])
    const odd = await judge({ verdict: 'perhaps', by: 'Anna' })
    expect([odd.status, odd.json.fields[0].path]).toEqual([422, 'verdict'])
    expect((await judge(ANNA, SECRET, 'run-2')).status).toBe(404)
  })
})
