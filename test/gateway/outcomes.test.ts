import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DAY_MS, HOUR_MS, outcomeStand, PAVEL, soon, watched } from './outcome-stand.ts'

describe.each(['chatwoot', 'elma365'])('a step that waits before %s (R-PROC-5)', (dialect) => {
  it('is told hours later and after a restart that the message was read, once and for ever', async () => {
    const stand = await outcomeStand(dialect)
    const body = stand.body('run-1:ask', { wait: 'read', timeLimit: 'P10D' })
    expect(await stand.send(body)).toMatchObject({
      status: 202,
      json: { operationId: 'run-1:ask', exit: null },
    })
    await watched(stand, 'run-1:ask')
    expect(await stand.report('run-1:ask')).toMatchObject({ exit: null, waiting: { reason: 'watching' } })
    expect((await stand.send({ ...body, wait: 'delivered' })).json).toMatchObject({
      code: 'operation-conflict',
    })
    expect((await stand.send({ ...body, wait: 'accepted' })).json).toMatchObject({
      code: 'operation-conflict',
    })

    await stand.gateway.stop()
    await stand.advance(5 * HOUR_MS)
    await stand.customer('read')
    await Promise.all([stand.replica(), stand.replica()])
    await expect.poll(async () => (await stand.report('run-1:ask')).exit, soon).toBe('read')
    await expect.poll(() => stand.told('run-1:ask'), soon).toMatchObject([{ exit: 'read', status: 'read' }])
    const again = await stand.send(body)
    expect(again).toMatchObject({ status: 200, json: stand.told('run-1:ask')[0] })
    await stand.customer('write', 'Thank you')
    await stand.advance(11 * DAY_MS)
    expect((await stand.send(body)).json).toEqual(again.json)
    expect(stand.arrived('run-1:ask')).toBe(1)
    expect(stand.told('run-1:ask')).toHaveLength(1)
  })

  it('ends by an answer, by silence, and by a call to call it off, each told once', async () => {
    const stand = await outcomeStand(dialect)
    await stand.replica()
    await stand.send(stand.body('run-2', { wait: 'answered', timeLimit: 'P1D' }))
    await watched(stand, 'run-2')
    await stand.advance(HOUR_MS)
    await stand.customer('write', 'Yes, on Friday')
    await expect.poll(() => stand.told('run-2'), soon).toMatchObject([{ exit: 'answered' }])

    // Into the session that the answer keeps open.
    await stand.send(stand.body('run-3', { wait: 'answered', timeLimit: 'P1D' }))
    await watched(stand, 'run-3')
    await stand.advance(DAY_MS + HOUR_MS)
    await expect.poll(() => stand.told('run-3'), soon).toMatchObject([{ exit: 'silence' }])

    await stand.customer('write', 'Hello?')
    await stand.send(stand.body('run-4', { wait: 'answered' }))
    await watched(stand, 'run-4')
    const off = await stand.post('/v1/operations/run-4/cancel')
    expect(off).toMatchObject({ status: 200, json: { waiting: null } })
    expect(['sent', 'delivered', 'read']).toContain(off.json.exit)
    await expect.poll(() => stand.told('run-4'), soon).toHaveLength(1)
    expect([2, 3, 4].map((n) => stand.arrived(`run-${n}`))).toEqual([1, 1, 1])
  })

  it('waits until the session is closed, and leaves then; or is called off while it waits (R-PROC-4)', async () => {
    const stand = await outcomeStand(dialect)
    await stand.customer('write', 'A question')
    const session = stand.engine.store.sessions.find(
      ({ contactId, state, channel }) =>
        contactId === 'c-1' && channel === PAVEL.channel && state !== 'closed',
    )
    const later = { onOpenSession: 'after-close', wait: 'accepted', timeLimit: 'P3D' }
    await stand.send(stand.body('run-5', later))
    expect(await stand.send(stand.body('run-6', later))).toMatchObject({ status: 202 })
    await stand.send(stand.body('run-7', { ...later, cancelOn: ['reply'] }))
    for (const id of ['run-5', 'run-6', 'run-7'])
      await expect.poll(async () => (await stand.report(id)).waiting?.reason, soon).toBe('open-session')
    await stand.advance(HOUR_MS)
    await stand.customer('write', 'One more question')
    await stand.advance(HOUR_MS)
    await expect
      .poll(() => stand.told('run-7'), soon)
      .toMatchObject([{ exit: 'skipped', reason: { code: 'cancelled' }, messageId: null }])
    expect((await stand.post('/v1/operations/run-6/cancel')).json).toMatchObject({
      exit: 'skipped',
      reason: { code: 'cancelled' },
    })
    expect(stand.arrived('run-5')).toBe(0)

    const record = { type: 'contact', id: 'c-1' }
    await stand.send(stand.body('run-14', { ...later, to: { record } }))
    const many = (whose: object) => stand.post('/v1/operations/cancel', whose)
    expect(await many({ record, contactId: 'c-1' })).toMatchObject({ status: 422 })
    expect((await many({ contactId: 'c-2' })).json).toEqual({ operationIds: [] })
    expect((await many({ record })).json).toEqual({ operationIds: ['run-14'] })
    expect(await stand.report('run-14')).toMatchObject({ exit: 'skipped', reason: { code: 'cancelled' } })
    expect((await stand.post('/v1/operations/never-asked/cancel')).status).toBe(404)
    stand.engine.close(session?.id ?? '', null)
    await stand.advance(HOUR_MS)
    await expect.poll(() => stand.told('run-5'), soon).toMatchObject([{ exit: 'sent' }])
    expect([5, 6, 7, 14].map((n) => stand.arrived(`run-${n}`))).toEqual([1, 0, 0, 0])
  })
})

describe.each(['edna', 'helpdeskeddy'])('a step that waits before %s (R-PROC-5)', (dialect) => {
  it('ends by the answer hours later, told once', async () => {
    const stand = await outcomeStand(dialect)
    expect(await stand.send(stand.body('run-15', { wait: 'answered', timeLimit: 'P1D' }))).toMatchObject({
      status: 202,
      json: { exit: null },
    })
    await watched(stand, 'run-15')
    await stand.advance(HOUR_MS)
    expect((await stand.report('run-15')).exit).toBeNull()
    await stand.customer('write', 'Yes, on Friday')
    await expect.poll(() => stand.told('run-15'), soon).toMatchObject([{ exit: 'answered' }])
    expect(stand.arrived('run-15')).toBe(1)
  })
})

const second = (line: string, n: number) => ({
  line,
  channel: 'whatsapp',
  to: { contactId: 'c-2' },
  message: { text: `The neighbour of run-${n} has it` },
  patience: 'PT10M',
})

describe('a cascade', () => {
  it('goes on at once where the first message is not delivered, and reports each', async () => {
    const stand = await outcomeStand('chatwoot')
    await stand.customer('block')
    await stand.send(stand.body('run-8', { hops: [second(stand.line, 8)] }))
    // The ten minutes of the first one's patience have not passed: nobody has moved the clock.
    await expect
      .poll(() => stand.report('run-8'), soon)
      .toMatchObject({
        exit: 'delivered',
        address: '+79161112233',
        hops: [
          { operationId: 'run-8', state: 'failed', address: PAVEL.address },
          { operationId: 'run-8~2', state: 'sent', status: 'delivered' },
        ],
      })
    expect(stand.arrived('run-8')).toBe(1)
  })

  it('gives the first message its time, and ends by its late success; nothing follows a success in time', async () => {
    const stand = await outcomeStand('elma365')
    await stand.send(stand.body('run-9', { hops: [second(stand.line, 9)] }))
    await watched(stand, 'run-9')
    await stand.advance(5 * 60_000)
    await expect.poll(async () => (await stand.report('run-9')).waiting?.reason).toBe('watching')
    expect(stand.arrived('run-9')).toBe(1)
    await stand.advance(6 * 60_000)
    await expect.poll(() => stand.arrived('run-9'), soon).toBe(2)
    await expect.poll(async () => (await stand.report('run-9')).hops?.[1]?.state, soon).toBe('sent')
    expect(stand.told('run-9')).toEqual([])
    await stand.customer('read')
    await stand.advance(HOUR_MS)
    await expect
      .poll(() => stand.told('run-9'), soon)
      .toMatchObject([{ exit: 'delivered', status: 'read', address: PAVEL.address, hops: [{}, {}] }])

    await stand.send(stand.body('run-10', { onOpenSession: 'write', hops: [second(stand.line, 10)] }))
    await watched(stand, 'run-10')
    await stand.customer('read')
    await stand.advance(11 * 60_000)
    await expect.poll(() => stand.told('run-10'), soon).toMatchObject([{ exit: 'delivered', hops: [{}] }])
    expect(stand.arrived('run-10')).toBe(1)
  })
})

describe('files that a process names (R-FILE-1)', () => {
  it('are fetched and reach the customer; what cannot be fetched is an exit, and what is not public is refused', async () => {
    const server = createServer((request, answer) => {
      const found = request.url === '/offer.pdf'
      answer.writeHead(found ? 200 : 404, { 'content-type': 'application/pdf' }).end(found ? 'An offer' : '')
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    onTestFinished(() => void server.close())
    const at = (path: string) => `http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`
    const stand = await outcomeStand('chatwoot')
    const files = (operationId: string, url: string) =>
      stand.body(operationId, {
        wait: 'accepted',
        message: { text: `Order of ${operationId} is here`, attachments: [{ url, name: 'Offer.pdf' }] },
      })
    const { json } = await stand.send(files('run-11', at('/offer.pdf')))
    expect(json).toMatchObject({ exit: 'sent' })
    expect((await stand.send(files('run-11', at('/offer.pdf')))).json).toEqual(json)
    const deliveries = stand.there.arrived().filter(({ text }) => text.includes('of run-11 '))
    expect(deliveries).toMatchObject([{ attachments: [{ name: 'Offer.pdf' }] }])

    expect((await stand.send(files('run-12', at('/gone.pdf')))).json).toMatchObject({
      exit: 'failed',
      reason: { code: 'attachment-unreachable' },
    })
    expect(await stand.send(files('run-13', 'http://10.0.0.1/offer.pdf'))).toMatchObject({
      status: 422,
      json: { fields: [{ path: 'message.attachments.0.url' }] },
    })
    expect([12, 13].map((n) => stand.arrived(`run-${n}`))).toEqual([0, 0])
  })
})
