import { getEventListeners } from 'node:events'
import { expect, test } from 'vitest'
import { wait } from '../../src/gateway/waiting.ts'

test('a wait that is called off ends at once, and nothing listens any more', async () => {
  const off = new AbortController()
  const { signal } = off
  const long = wait(3_600_000, signal)
  const short = wait(1, signal)
  await short
  expect(getEventListeners(signal, 'abort')).toHaveLength(1)
  off.abort()
  await long
  expect(getEventListeners(signal, 'abort')).toHaveLength(0)
  await wait(3_600_000, signal)
})
