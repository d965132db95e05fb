import { expect, it } from 'vitest'
import { asBatch, asMachine, currentLane } from '../../src/gateway/lane.ts'
import { World } from '../outbound/fake-host.ts'
import { FAKE } from './fake-host.ts'
import { SECRET, testGateway } from './setup.ts'

it('a person asks, unless the work was begun otherwise', () => {
  expect([currentLane(), asMachine(currentLane), asBatch(currentLane)]).toEqual([
    'people',
    'machines',
    'batches',
  ])
})

it('a step made for a batch stays behind the others, also in what it does later', async () => {
  expect(asBatch(() => asMachine(currentLane))).toBe('batches')
  const later = asBatch(async () => {
    await Promise.resolve()
    return asMachine(currentLane)
  })
  expect(await later).toBe('batches')
})

it('a row of a batch that waits is sent as one of a batch, a step beside it as a machine', async () => {
  const world = new World(() => new Date())
  const host = world.host()
  const lanes = new Map<string, string>()
  const send: typeof host.sender.send = (request) => {
    lanes.set(request.text, currentLane())
    return host.sender.send(request)
  }
  const sender = { ...host.sender, send }
  const gateway = await testGateway(FAKE, {}, { openHost: () => ({ ok: true, host: { ...host, sender } }) })
  const step = { line: 'line-1', channel: 'whatsapp', wait: 'answered' }
  const contactIds = ['c-1', 'c-2'].map((id, n) => world.contact(id, ['whatsapp', `+7912000000${n}`]))
  const batch = {
    step: { ...step, message: { text: 'Of a batch' } },
    recipients: [{ contactId: contactIds[0] }],
  }
  const run = { ...step, operationId: 'run:1', to: { contactId: contactIds[1] }, message: { text: 'A step' } }
  await gateway.ask('POST', '/v1/batches', { token: SECRET, body: batch })
  await gateway.ask('POST', '/v1/process-actions/initiative-message', { token: SECRET, body: run })
  await expect
    .poll(() => Object.fromEntries(lanes), { timeout: 15_000 })
    .toEqual({ 'Of a batch': 'batches', 'A step': 'machines' })
})
