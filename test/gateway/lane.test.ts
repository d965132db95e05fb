import { expect, it } from 'vitest'
import { asBatch, asMachine, currentLane } from '../../src/gateway/lane.ts'

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
