import { expect, test } from 'vitest'
import { installActivity, type ActivityNode } from '../../../src/sandbox/dialects/elma365/activity.ts'
import { gatewayBefore, world, type World } from '../../gateway/with-sandbox.ts'
import { SECRET } from '../../gateway/setup.ts'

/** An address at which nobody listens. */
const NOBODY = 'http://127.0.0.1:9'
const CALL = {
  operation_id: 'run-77:notify',
  line: 'line-1',
  contact: { id: 'c-1' },
  channel: 'whatsapp',
  text: 'Your order 15 is ready',
}

/** A node of a process in the host, whose module knows the gateway; `at` is where the module thinks that it is. */
async function node() {
  const there = await world()
  const gateway = await gatewayBefore(there)
  const at = { url: gateway.url as string | null, secret: SECRET as string | null }
  const run = installActivity({ gateway: () => at.url, secret: () => at.secret })
  return {
    ...there,
    at,
    home: gateway.url,
    enter: (inputs: object = {}, more: Partial<ActivityNode> = {}) =>
      run({
        inputs: { ...CALL, ...inputs },
        pause: () => new Promise((resolve) => setTimeout(resolve, 20)),
        ...more,
      }),
  }
}
const sends = ({ arrived }: World) => arrived(CALL.text).length

test('the activity leaves by the normal exit with what came of the message, and a node entered again sends nothing', async () => {
  const there = await node()
  const ended = await there.enter()
  expect(ended).toMatchObject({
    exit: 'next',
    error: null,
    outputs: { exit: 'sent', channel_used: 'whatsapp', address_used: '+79123456789', reason_code: null },
  })
  expect(ended.outputs['session_id']).toBe(there.sandbox.engine.store.sessions.at(-1)?.id)
  expect(sends(there)).toBe(1)
  expect((await there.enter()).outputs).toEqual(ended.outputs)
  expect(sends(there)).toBe(1)
})

test('a refusal by a rule is an outcome, and no error of the process (R-PROC-3)', async () => {
  const there = await node()
  const refused = await there.enter({ line: 'line-4', channel: 'viber-bot' })
  expect(refused).toMatchObject({
    exit: 'next',
    outputs: { exit: 'refused', reason_code: 'never-by-operator', reason_text: expect.stringMatching(/\.$/) },
  })
})

test('the result is asked for until the customer has answered', async () => {
  const there = await node()
  const pauses: number[] = []
  const ended = await there.enter(
    { wait: 'answered', time_limit: 'PT1H' },
    {
      pause: async () => {
        pauses.push(sends(there))
        if (pauses.length === 2) await there.customer('whatsapp', '+79123456789', 'write', 'Thank you')
        await new Promise((resolve) => setTimeout(resolve, 50))
      },
    },
  )
  expect(ended.outputs).toMatchObject({ exit: 'answered' })
  // It did not end before the answer, which came in the second pause.
  expect(pauses.length).toBeGreaterThanOrEqual(2)
  expect(sends(there)).toBe(1)
})

test('a gateway that is away is asked again, also for a call that never arrived', async () => {
  const there = await node()
  there.at.url = NOBODY
  const pauses: string[] = []
  const ended = await there.enter(
    {},
    {
      pause: async () => {
        pauses.push('away')
        if (pauses.length === 2) there.at.url = there.home
      },
    },
  )
  expect([pauses.length >= 2, ended.outputs['exit'], sends(there)]).toEqual([true, 'sent', 1])
})

test('what is wrong with the call leaves by the error exit, in words, and sends nothing', async () => {
  const there = await node()
  const right = { ...there.at }
  const wrong: readonly [inputs: object, settings: object, words: RegExp][] = [
    [{ line: 'line-none' }, {}, /line/],
    [{ operation_id: null }, {}, /"operation_id"/],
    [{ wait: 'a while' }, {}, /wait/],
    [{}, { secret: 'guessed' }, /secret/],
    [{}, { url: null }, /"gateway" and "secret"/],
  ]
  for (const [inputs, settings, words] of wrong) {
    Object.assign(there.at, right, settings)
    const { exit, error, outputs } = await there.enter(inputs)
    expect([exit, outputs['exit']]).toEqual(['error', null])
    expect(error).toMatch(words)
  }
  expect(sends(there)).toBe(0)
})

test('a module that is switched off, even while the node waits, fails it', async () => {
  const there = await node()
  expect(await there.enter({}, { isOn: () => false })).toMatchObject({
    exit: 'error',
    error: 'The module is switched off.',
  })
  expect(sends(there)).toBe(0)
  const on = { now: true }
  const pause = async () => {
    on.now = false
  }
  const waiting = { wait: 'answered', time_limit: 'PT1H' }
  const ended = await there.enter(waiting, { isOn: () => on.now, pause })
  expect([ended.exit, ended.error]).toEqual(['error', 'The module is switched off.'])
})
