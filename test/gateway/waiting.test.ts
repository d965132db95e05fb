import { expect, test } from 'vitest'
import { wait } from '../../src/gateway/waiting.ts'
import { EarlyEnd } from '../../src/outbound/index.ts'

const timers = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'Timeout').length

test('a wait that is called off ends at once and leaves no timer; one that came to its end listens no more', async () => {
  const before = timers()
  const off = new EarlyEnd()
  await wait(1, off)
  const long = wait(3_600_000, off)
  expect(timers()).toBe(before + 1)
  off.end()
  await long
  expect(timers()).toBe(before)
  await wait(3_600_000, off)
})
