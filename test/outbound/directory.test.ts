import { expect, it } from 'vitest'
import type { Line } from '../../src/domain/words.ts'
import { HostError } from '../../src/hosts/errors.ts'
import { lineOf, linesOf } from '../../src/outbound/directory.ts'
import type { Outbound } from '../../src/outbound/index.ts'

const line = (id: string): Line => ({ id, name: id, channels: ['email'], operators: null, supervisors: null })

// As long as whoever has an answer at hand needs to give it.
const wait = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** A host whose lines are asked for, and a clock. */
function host() {
  const told = {
    lines: [line('line-1')] as Line[] | null,
    asked: 0,
    nowMs: 0,
    gate: Promise.resolve(),
  }
  const list = async (): Promise<readonly Line[]> => {
    told.asked += 1
    await told.gate
    if (told.lines) return told.lines
    throw new HostError('The host does not answer.', {
      kind: 'later',
      code: 'host-unreachable',
      happened: 'no',
    })
  }
  const o = { host: { lines: { list } }, now: () => new Date(told.nowMs), wait } as unknown as Outbound
  return { o, told }
}

it('lines are asked for once in a while, and an unknown one at once', async () => {
  const { o, told } = host()
  await linesOf(o)
  await linesOf(o)
  expect(told.asked).toBe(1)
  told.nowMs = 5000
  told.lines = [line('line-1'), line('line-2')]
  expect(await lineOf(o, 'line-2')).toEqual(line('line-2'))
  expect(told.asked).toBe(2)
})

it('a host that stops answering does not make its lines unknown, and is asked again each time', async () => {
  const { o, told } = host()
  await linesOf(o)
  told.lines = null
  told.nowMs = 60_000
  expect(await lineOf(o, 'line-1')).toEqual(line('line-1'))
  expect(await lineOf(o, 'line-9')).toBeNull()
  expect(told.asked).toBeGreaterThan(2)
  told.lines = []
  expect(await lineOf(o, 'line-1')).toBeNull()
})

it('a host that never answered is an error', async () => {
  const { o, told } = host()
  told.lines = null
  await expect(linesOf(o)).rejects.toThrow('The host does not answer.')
})

it('a host that has become slow is not waited for where its lines are known, but for a line that is not', async () => {
  const { o, told } = host()
  await linesOf(o)
  const { promise: gate, resolve: goOn } = Promise.withResolvers<void>()
  Object.assign(told, { gate, nowMs: 60_000, lines: [line('line-1'), line('line-2')] })
  expect(await lineOf(o, 'line-1')).toEqual(line('line-1'))
  const wanted = lineOf(o, 'line-2')
  expect(await lineOf(o, 'line-1')).toEqual(line('line-1'))
  goOn()
  expect(await wanted).toEqual(line('line-2'))
  expect(told.asked).toBe(2)
})
