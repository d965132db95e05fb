import { describe, expect, test } from 'vitest'
import type { Suite } from './host-contract.ts'
import { deliveriesOf, failureOf, messageToPavel, requestsDuring, settled } from './steps.ts'

/** What the host does in each mishap, and what must come out of it. */
const DEEDS = [
  { fault: 'refuse-before', code: 'host-unreachable', happened: 'maybe', delivered: 0 },
  { fault: 'lost-after', code: 'host-unreachable', happened: 'maybe', delivered: 1 },
  { fault: 'hang-after', code: 'host-timeout', happened: 'maybe', delivered: 1 },
  { fault: 'status-500', code: 'host-broken', happened: 'maybe', delivered: 0 },
  { fault: 'status-429', code: 'rate-limited', happened: 'no', delivered: 0 },
  { fault: 'ban', code: 'rate-limited', happened: 'no', delivered: 0 },
  { fault: 'malformed', code: 'unexpected-answer', happened: 'maybe', delivered: 1 },
] as const

/** Mishaps in which the host says nothing, so that no profile of its vendor can make it say something else. */
const SILENT: ReadonlySet<string> = new Set(['refuse-before', 'lost-after', 'hang-after'])

const KINDS = {
  'host-unreachable': 'later',
  'host-timeout': 'later',
  'host-broken': 'later',
  'rate-limited': 'later',
  'unexpected-answer': 'unknown',
} as const

/** When the host stumbles. */
export function failing(suite: Suite): void {
  const mayDiffer = <const Mishap extends string | readonly [string, ...string[]]>(all: readonly Mishap[]) =>
    suite.further ? all.filter((one) => !SILENT.has(typeof one === 'string' ? one : one[0])) : all
  // What the host has done then is the same as when its answer is lost, and is found in the same way.
  const deeds = suite.further ? DEEDS.filter(({ fault }) => fault !== 'hang-after') : DEEDS

  describe('a send that meets a mishap', () => {
    test.each(deeds)(
      '$fault: $code, happened: $happened; it is sent once and its fate is found out',
      async ({ fault, code, happened, delivered }) => {
        const running = suite.running()
        const { host, oracle } = running
        const good = await messageToPavel(host)
        const usual = await requestsDuring(running, () => host.sender.send(good))
        await settled(host, good, null)

        const request = await messageToPavel(host)
        await oracle.fault({ on: 'send-message', kind: fault })
        const asked = await requestsDuring(running, async () => {
          const error = await failureOf(host.sender.send(request))
          expect(error).toMatchObject({ code, kind: KINDS[code], happened })
        })
        expect(asked.length).toBeLessThanOrEqual(usual.length)

        const { state } = await settled(host, request, null)
        const truth = delivered === 1 ? 'sent' : 'absent'
        expect(state).toBe(host.sender.certainty === 'blind' ? 'unknowable' : truth)
        expect(await deliveriesOf(running, request.text)).toBe(delivered)
      },
    )

    test('is patient with a host that is only slow', async () => {
      const { host, oracle } = suite.running()
      await oracle.fault({ on: 'send-message', kind: 'slow', delayMs: 100 })
      const request = await messageToPavel(host)
      expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
      expect(await deliveriesOf(suite.running(), request.text)).toBe(1)
    })

    test('works again when a ban is over', async () => {
      const { host, oracle } = suite.running()
      await oracle.fault({ on: 'send-message', kind: 'ban', times: 50 })
      const request = await messageToPavel(host)
      await failureOf(host.sender.send(request))
      expect(await failureOf(host.sender.send(request))).toMatchObject({
        code: 'rate-limited',
        happened: 'no',
      })
      await oracle.advanceClock(21 * 60_000)
      expect(await settled(host, request, await host.sender.send(request))).toMatchObject({ state: 'sent' })
    })
  })

  describe('a read that meets a mishap', () => {
    test.each(mayDiffer(['refuse-before', 'lost-after', 'status-500']))(
      '%s once is asked again',
      async (kind) => {
        const running = suite.running()
        await running.oracle.fault({ on: 'read', kind })
        const asked = await requestsDuring(running, async () => {
          expect(await running.host.contacts.get('c-1')).toMatchObject({ id: 'c-1' })
        })
        expect(asked).toHaveLength(2)
      },
    )

    test.each(
      mayDiffer([
        ['refuse-before', 'host-unreachable'],
        ['lost-after', 'host-unreachable'],
        ['hang-after', 'host-timeout'],
        ['status-500', 'host-broken'],
        ['status-429', 'rate-limited'],
        ['ban', 'rate-limited'],
        ['malformed', 'unexpected-answer'],
      ] as const),
    )('%s for long is %s, and nothing happened', async (kind, code) => {
      const running = suite.running()
      await running.oracle.fault({ on: 'read', kind, times: 1000 })
      const asked = await requestsDuring(running, async () => {
        const error = await failureOf(running.host.contacts.get('c-1'))
        expect(error).toMatchObject({ code, kind: KINDS[code], happened: 'no' })
      })
      expect(asked.length).toBeLessThanOrEqual(5)
    })
  })

  test.each(mayDiffer(['refuse-before', 'hang-after', 'status-500', 'status-429', 'malformed']))(
    'finding is never "absent" when the host could not be read (%s)',
    async (kind) => {
      const { host, oracle } = suite.running()
      const request = await messageToPavel(host)
      await host.sender.send(request)
      await oracle.fault({ on: 'read', kind, times: 1000 })
      const outcome = await host.sender.find(request, null).then(
        ({ state }) => state,
        () => 'threw',
      )
      expect(['threw', 'unknowable']).toContain(outcome)
    },
  )

  test('no error shows the token', async () => {
    const { host, oracle } = suite.running()
    for (const kind of mayDiffer(['status-500', 'malformed', 'refuse-before', 'hang-after'])) {
      await oracle.fault({ on: 'read', kind, times: 3 })
      const error = await failureOf(host.contacts.get('c-1'))
      expect(inside(error)).not.toMatch(/sandbox-token/)
      await oracle.reset('demo')
    }
  })
}

/** Everything a logger could find in an error. */
function inside(error: Error): string {
  const seen = new Set<unknown>()
  const look = (value: unknown): string => {
    if (value instanceof Headers) return JSON.stringify([...value])
    if (typeof value !== 'object' || value === null) return String(value)
    if (seen.has(value) || seen.size > 2000) return ''
    seen.add(value)
    const own = value as Record<string, unknown>
    return Reflect.ownKeys(value)
      .map((key) => look(own[key as string]))
      .concat(value instanceof Request ? look(value.headers) : '')
      .join(' ')
  }
  return look(error)
}
