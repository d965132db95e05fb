import { describe, expect, it } from 'vitest'
import { HostError } from '../../src/hosts/errors.ts'
import { OperationSchema } from '../../src/wire/schemas.ts'
import { FILES, type Extras } from '../outbound/fake-extras.ts'
import { World } from '../outbound/fake-host.ts'
import { FILLED, ORDER, ORDER_TEXT, plain } from '../outbound/whole-form.ts'
import { FAKE } from './fake-host.ts'
import { SECRET, testGateway } from './setup.ts'

const GROUP = { kind: 'group', id: 'g-1', name: 'Second line' } as const
const WHOLE: Extras = {
  templates: [ORDER],
  channels: { whatsapp: { templates: { typed: true }, attachments: FILES } },
  after: ['assign-to-me', 'hand-over'],
  targets: [GROUP],
}

/** A gateway before a host that can do all of it. */
async function gatewayBeforeAll() {
  const world = new World(() => new Date())
  world.extras = WHOLE
  const gateway = await testGateway(FAKE, {}, { openHost: () => ({ ok: true, host: world.host() }) })
  const token = await gateway.context()
  const upload = (name: string, of = token) =>
    gateway.ask('POST', `/v1/attachments?name=${name}`, {
      token: of,
      body: new Uint8Array([1, 2, 3]),
      headers: { 'Content-Type': 'application/pdf' },
    })
  const start = (body: unknown) => gateway.ask('POST', '/v1/sessions', { token, body })
  return { ...gateway, world, token, upload, start }
}

describe('POST /v1/sessions with the whole form', () => {
  it('sends uploaded files with a text, and names them in the answer (R-FILE-1)', async () => {
    const { world, upload, start } = await gatewayBeforeAll()
    const { id } = (await upload('Invoice.pdf')).json
    const { status, json } = await start(plain(world, { attachments: [id] }))
    expect(status).toBe(200)
    expect(OperationSchema.parse(json)).toMatchObject({ state: 'sent', attachments: ['Invoice.pdf'] })
    expect(world.requests[0]?.attachments).toEqual([
      { id, name: 'Invoice.pdf', type: 'application/pdf', size: 3 },
    ])
  })

  it('refuses a file of another operator by its id alone', async () => {
    const { world, context, upload, start } = await gatewayBeforeAll()
    const { id } = (await upload('Secret.pdf', await context('op-2'))).json
    const { text, json } = await start(plain(world, { attachments: [id] }))
    expect(json).toMatchObject({ state: 'refused', reasons: [{ code: 'attachment-gone' }] })
    expect(text).not.toContain('Secret')
    expect(world.requests).toEqual([])
  })

  it('sends a filled template, and tells a conflict for other values (R-TPL-5, R-ONCE-1)', async () => {
    const { world, start } = await gatewayBeforeAll()
    const body = plain(world, { text: '', template: FILLED })
    expect((await start(body)).json).toMatchObject({ state: 'sent', text: ORDER_TEXT })
    const other = { ...FILLED, variables: { ...FILLED.variables, name: 'Anna' } }
    const conflict = await start({ ...body, template: other })
    expect([conflict.status, conflict.json.code]).toEqual([409, 'operation-conflict'])
    expect(world.deliveries).toHaveLength(1)
  })

  it('names the field that is not as described', async () => {
    const { world, start } = await gatewayBeforeAll()
    const { status, json } = await start({ ...plain(world), after: { kind: 'hand-over' }, tags: [''] })
    expect(status).toBe(422)
    const paths = json.fields.map(({ path }: { path: string }) => path)
    expect(paths).toContain('tags.0')
    expect(paths.some((path: string) => path.startsWith('after'))).toBe(true)
  })

  it('leaves no template, value, file, tag or comment in the log', async () => {
    const { world, upload, start, log } = await gatewayBeforeAll()
    const { id } = (await upload('Diagnosis.pdf')).json
    await start(plain(world, { text: '', template: FILLED, tags: ['vip-tag'] }))
    world.faults.assign = []
    world.faults.routing = [{ error: no(), done: false }]
    const after = { kind: 'hand-over', target: GROUP, comment: 'Take care of him' }
    await start(plain(world, { attachments: [id], after: after as never }))
    expect(world.requests).toHaveLength(2)
    for (const secret of ['Diagnosis', 'Pavel', 'Good day', 'vip-tag', 'Take care', '+7913'])
      expect(log.filter((line) => line.includes(secret))).toEqual([])
  })
})

describe('POST /v1/operations/{id}/after (R-AFTER-5)', () => {
  const after = { kind: 'hand-over', target: GROUP, comment: null } as const

  it('makes what failed again, once, and never sends again', async () => {
    const { world, start, ask, token } = await gatewayBeforeAll()
    world.faults.routing = [{ error: no(), done: false }]
    const body = plain(world, { after })
    const first = await start(body)
    expect(first.json).toMatchObject({
      state: 'sent',
      routing: 'failed',
      after: { kind: 'hand-over', target: 'Second line' },
    })
    const address = `/v1/operations/${body.operationId}/after`
    const pressed = await Promise.all([1, 2, 3].map(() => ask('POST', address, { token, body: {} })))
    for (const { status, json } of pressed) {
      expect([200, 202]).toContain(status)
      expect(OperationSchema.parse(json).state).toBe('sent')
    }
    expect((await ask('POST', address, { token })).json).toMatchObject({ routing: 'done', failure: null })
    expect(world.deeds.filter((deed) => deed.startsWith('hand-over'))).toHaveLength(1)
    expect(world.requests).toHaveLength(1)
  })

  it('says clearly when there is nothing to repeat, in the language of the asker', async () => {
    const { world, start, ask, token } = await gatewayBeforeAll()
    const body = plain(world, { after: { kind: 'nothing' } })
    await start(body)
    const headers = { 'Accept-Language': 'ru' }
    const answer = await ask('POST', `/v1/operations/${body.operationId}/after`, { token, headers })
    expect([answer.status, answer.json.code, answer.json.title]).toEqual([
      409,
      'nothing-to-repeat',
      'Повторять нечего',
    ])
  })

  it('is the asker’s own affair: not another operator’s, and not the process engine’s', async () => {
    const { world, start, ask, context } = await gatewayBeforeAll()
    world.faults.routing = [{ error: no(), done: false }]
    const body = plain(world, { after })
    await start(body)
    const address = `/v1/operations/${body.operationId}/after`
    const foreign = await ask('POST', address, { token: await context('op-2') })
    expect([foreign.status, foreign.json.code]).toEqual([404, 'unknown-operation'])
    expect((await ask('POST', address, { token: SECRET })).status).toBe(401)
    expect(world.deeds).toEqual([])
  })
})

const no = (): HostError => new HostError('No.', { code: 'not-allowed', kind: 'not-allowed', happened: 'no' })
