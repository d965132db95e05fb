import { describe, expect, it } from 'vitest'
import { StepOutputSchema } from '../../process-actions/initiative-message/schemas.ts'
import type { Extras } from '../outbound/fake-extras.ts'
import { World } from '../outbound/fake-host.ts'
import { FILLED, ORDER, ORDER_TEXT, plain } from '../outbound/whole-form.ts'
import { FAKE } from './fake-host.ts'
import { SECRET, testGateway } from './setup.ts'

const CLOSED: Extras = {
  templates: [ORDER],
  channels: { whatsapp: { templates: { typed: true }, windowMs: 24 * 3600_000 } },
  facts: { lastInboundAt: null, blocked: false, enabled: true },
}

/** A process engine before a gateway whose host lets only templates through. */
async function engineBefore(extras: Extras) {
  const world = new World(() => new Date())
  world.extras = extras
  const gateway = await testGateway(FAKE, {}, { openHost: () => ({ ok: true, host: world.host() }) })
  const step = (message: unknown, more: object = {}) => {
    const { operationId, contactId, lineId, channel } = plain(world)
    return { operationId, line: lineId, to: { contactId }, channel, message, ...more }
  }
  const call = (body: unknown) =>
    gateway.ask('POST', '/v1/process-actions/initiative-message', { token: SECRET, body })
  return { ...gateway, world, step, call }
}

describe('POST /v1/process-actions/initiative-message with more than a text', () => {
  it('sends a template once, answers the same again, and tells another body (R-PROC-6, R-ONCE-1)', async () => {
    const { world, step, call } = await engineBefore(CLOSED)
    const body = step({ template: FILLED })
    const rehearsed = await call({ ...body, dryRun: true })
    expect(rehearsed.json.dryRun).toMatchObject({ verdict: { kind: 'template-only' }, text: ORDER_TEXT })
    const first = await call(body)
    expect([first.status, StepOutputSchema.parse(first.json).exit]).toEqual([200, 'sent'])
    expect((await call(body)).json).toEqual(first.json)
    const conflict = await call({ ...body, tags: ['sale'] })
    expect([conflict.status, conflict.json.code]).toEqual([409, 'operation-conflict'])
    expect(world.deliveries.map(({ text }) => text)).toEqual([ORDER_TEXT])
  })

  it('leaves by refused, with the reason, and is no error (R-PROC-3)', async () => {
    const { world, step, call } = await engineBefore(CLOSED)
    const cases: [unknown, string][] = [
      [{ text: 'Hello' }, 'template-required'],
      [{ template: { id: 'gone', variables: {} } }, 'template-unknown'],
      [{ template: { id: ORDER.id, variables: { ...FILLED.variables, name: null } } }, 'variable-missing'],
    ]
    for (const [message, code] of cases) {
      const { status, json } = await call(step(message))
      expect([status, json.exit, json.reason.code]).toEqual([200, 'refused', code])
    }
    expect(world.requests).toEqual([])
  })

  it('names the field that is not as described, and stores nothing', async () => {
    const { step, call, ask } = await engineBefore(CLOSED)
    const cases: [unknown, object, string][] = [
      [{ text: 'x', template: FILLED }, {}, 'message.text'],
      [{}, {}, 'message.text'],
      [
        { text: 'x', attachments: [{ url: 'ftp://shop.example/a', name: 'a' }] },
        {},
        'message.attachments.0.url',
      ],
      [{ template: { id: 't', values: {} } }, {}, 'message.template.values'],
      [{ text: 'x' }, { tags: 'sale' }, 'tags'],
      [{ text: 'x' }, { fields: { 'f-1': {} } }, 'fields.f-1'],
    ]
    for (const [message, more, path] of cases) {
      const body = step(message, more)
      const { status, json } = await call(body)
      expect([status, json.fields.map((field: { path: string }) => field.path)]).toEqual([422, [path]])
      const kept = await ask('GET', `/v1/operations/${body.operationId}`, { token: SECRET })
      expect(kept.status).toBe(404)
    }
  })

  it('leaves no template, value, tag or field in the log', async () => {
    const { world, step, call, log } = await engineBefore({
      ...CLOSED,
      tags: { required: false, names: [] },
      startFields: [
        { id: 'f-1', known: null, label: 'Note', kind: 'text', required: true, choices: [], initial: null },
      ],
    })
    const more = { tags: ['vip-tag'], fields: { 'f-1': 'Diagnosis' } }
    expect((await call(step({ template: FILLED }, more))).json.exit).toBe('sent')
    await call(step({ template: FILLED }, { ...more, fields: { 'f-2': 'Diagnosis' } }))
    await call(step({ template: { id: 't', variables: { name: { Pavel: 1 } } } }, more))
    expect(world.requests).toMatchObject([{ tags: ['vip-tag'], fields: { 'f-1': 'Diagnosis' } }])
    for (const secret of ['Diagnosis', 'Pavel', 'Good day', 'vip-tag', '+7913'])
      expect(log.filter((line) => line.includes(secret))).toEqual([])
  })
})
