import { expect, it, vi } from 'vitest'
import { reply, type Outbound } from '../../src/outbound/index.ts'
import { formStand } from './form-stand.ts'
import { irina, olga } from './replicas.ts'

const stand = formStand()
const { world } = stand
let numbers = 0

/** An open session of Olga's with a customer of its own. */
function open() {
  numbers += 1
  const address = `+7912600${String(numbers).padStart(4, '0')}`
  const contactId = world.contact(`c-turn-${numbers}`, ['whatsapp', address])
  const session = world.open(contactId, 'whatsapp', address, 'line-1', 'op-1')
  const answer = (o: Outbound, text: string, asker = olga) =>
    reply(o, asker, session.id, { operationId: `turn-${numbers}-${text}`, text })
  const reached = () => world.deliveries.filter((one) => one.address === address).map(({ text }) => text)
  const asked = (text: string) => () => world.requests.some((one) => one.mark === `w:turn-${numbers}-${text}`)
  return { answer, reached, asked }
}

it('answers reach the customer in the order in which they were written, though the host must be asked again for the first, over two replicas', async () => {
  const { answer, reached, asked } = open()
  world.faults.send = ['refuse', 'refuse']
  const first = answer(stand.a, 'first')
  await expect.poll(asked('first')).toBe(true)
  const second = answer(stand.b, 'second')
  expect([(await first).state, (await second).state]).toEqual(['sent', 'sent'])
  expect(reached()).toEqual(['first', 'second'])
})

it('an answer waits for the host that is slow with the one before, and other sessions wait for nobody', async () => {
  const [one, other] = [open(), open()]
  const gate = Promise.withResolvers<void>()
  const { sender } = stand.a.host
  const send = sender.send.bind(sender)
  vi.spyOn(sender, 'send').mockImplementationOnce(async (request) => {
    await gate.promise
    return send(request)
  })
  const first = one.answer(stand.a, 'first')
  await expect.poll(() => vi.mocked(sender.send).mock.calls.length).toBe(1)
  const second = one.answer(stand.a, 'second')
  expect(await other.answer(stand.a, 'elsewhere')).toMatchObject({ state: 'sent' })
  expect(one.reached()).toEqual([])
  gate.resolve()
  await Promise.all([first, second])
  expect(one.reached()).toEqual(['first', 'second'])
})

it('an answer waits neither for one that the host may have and that is being looked for, nor for one that may not leave', async () => {
  const { answer, reached, asked } = open()
  const gate = Promise.withResolvers<void>()
  const { sender } = stand.a.host
  const find = sender.find.bind(sender)
  vi.spyOn(sender, 'find').mockImplementationOnce(async (...about) => {
    await gate.promise
    return find(...about)
  })
  world.faults.send = ['timeout-after']
  const first = answer(stand.a, 'first')
  await expect.poll(asked('first')).toBe(true)
  expect(await answer(stand.a, 'refused', irina)).toMatchObject({ state: 'refused' })
  expect(await answer(stand.b, 'next')).toMatchObject({ state: 'sent' })
  gate.resolve()
  expect(await first).toMatchObject({ state: 'sent' })
  expect(reached()).toEqual(['first', 'next'])
})
