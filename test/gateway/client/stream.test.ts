import { afterEach, expect, it, vi } from 'vitest'
import { followStream, type ConnectionState } from '../../../src/gateway/client/stream.ts'
import { eventually } from '../../setup/eventually.ts'

const MINUTE_MS = 60_000
afterEach(() => {
  vi.useRealTimers()
})

/** A connection that says `piece`, and then ends, or stays silent. */
function connection(piece: string, ends: boolean): Response {
  const body = new ReadableStream({
    start(controller) {
      controller.enqueue(new TextEncoder().encode(piece))
      if (ends) controller.close()
    },
  })
  return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } })
}

/** What is told after so long a silence between two connections, in which the gateway could not be reached. */
async function toldAfter(silenceMs: number, triesMeanwhile: number): Promise<string[]> {
  vi.useFakeTimers({ toFake: ['Date'] })
  const events: string[] = []
  const states: ConnectionState[] = []
  let asked = 0
  const stop = followStream({
    gateway: 'https://gateway.example',
    context: { current: () => Promise.resolve('t'), renewed: () => Promise.resolve('t') } as never,
    locale: () => 'en',
    cursor: '1',
    onEvent: ({ kind }) => events.push(kind),
    onState: (state) => states.push(state),
    backoffMs: () => 0,
    fetch: () => {
      asked += 1
      if (asked === 1) return Promise.resolve(connection(': still here\n\n', true))
      if (asked <= triesMeanwhile + 1) {
        vi.setSystemTime(Date.now() + silenceMs / triesMeanwhile)
        return Promise.reject(new TypeError('No network'))
      }
      return Promise.resolve(
        connection('event: party\ndata: {"kind":"party"}\n\n', asked < triesMeanwhile + 4),
      )
    },
  })
  // Later breaks, after which hardly any time has passed, bring nothing more.
  await eventually(() => expect(asked).toBe(triesMeanwhile + 4))
  await eventually(() => expect(states.at(-1)).toBe('live'))
  stop()
  return events
}

it.each([
  ['nearly ten minutes', 9 * MINUTE_MS, 4, []],
  ['a little longer, whatever was tried meanwhile', 11 * MINUTE_MS, 4, ['reload']],
  ['a night in one piece', 600 * MINUTE_MS, 1, ['reload']],
])(
  'after %s without a sound from the gateway it asks once to load again, or not yet',
  async (_name, ms, tries, told) => {
    expect(await toldAfter(ms, tries)).toEqual(told)
  },
)
