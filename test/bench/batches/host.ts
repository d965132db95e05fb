import * as z from 'zod'
import type { OpenHost } from '../../../src/gateway/hosts.ts'
import { budgetedFetch, type RatePolicy } from '../../../src/hosts/budget.ts'
import { createHttp } from '../../../src/hosts/http.ts'
import type { Line } from '../../../src/domain/words.ts'

const LINE: Line = { id: 'line-1', name: 'News', channels: ['email'], operators: null, supervisors: null }
const NOTHING = { items: [], next: null }

/** What the benchmark's host is like. */
export interface HostKind {
  /** So many requests a minute, and a 429 for who asks more. Absent: as many as you like. */
  readonly perMinute?: number
  /** It cannot tell what became of a message. */
  readonly blind?: boolean
  /** How long it takes for a message. */
  readonly delayMs?: number
}

/** An adapter that costs one HTTP call for each message and nothing else, so that what is measured is ours. */
export function plainHost(url: string, { perMinute, blind }: HostKind): OpenHost {
  return (_settings, { budget, fetch }) => {
    const counted =
      perMinute !== undefined && budget ? budgetedFetch(fetch, budget, policyOf(perMinute)) : fetch
    const http = createHttp({ baseUrl: url, headers: {}, secrets: [], fetch: counted })
    return {
      ok: true,
      host: {
        policy: {
          channels: {
            email: {
              start: 'anyone',
              openSession: 'allowed',
              address: 'email',
              windowMs: null,
              subject: 'optional',
              textLimit: 10_000,
            },
          },
          openScope: 'account',
          operatorMayStart: null,
          reply: 'operators-of-line',
          cannotTell: [],
        },
        lines: { list: async () => [LINE] },
        contacts: {
          get: async (id) => ({ id, name: id }),
          accounts: async (contactId) => [
            {
              id: null,
              contactId,
              channel: 'email',
              address: `${contactId}@bench.example`,
              source: 'email-field',
            },
          ],
        },
        sessions: {
          ofContact: async () => NOTHING,
          get: async () => null,
          messages: async () => NOTHING,
          wroteBefore: async () => true,
        },
        sender: {
          certainty: blind ? 'blind' : 'findable',
          async send({ mark }) {
            await http.deed({ method: 'POST', path: 'send', json: { mark }, answer: z.unknown() })
            return { reference: mark, sent: placeOf(mark) }
          },
          async find({ mark }, receipt) {
            const sent = { state: 'sent', ...placeOf(mark) } as const
            if (receipt) return sent
            if (blind) return { state: 'unknowable' }
            const path = `has?${new URLSearchParams({ mark })}`
            const { has } = await http.read({ method: 'GET', path, answer: z.object({ has: z.boolean() }) })
            return has ? sent : { state: 'absent' }
          },
        },
        probe: async () => [],
      },
    }
  }
}

/** Its answer to a send says where the message stands. */
const placeOf = (mark: string) => ({ sessionId: `s-${mark}`, messageId: `m-${mark}` })

function policyOf(requests: number): RatePolicy {
  return {
    limitsOf: () => [{ requests, perMs: 60_000 }],
    restMs: (status) => (status === 429 ? 60_000 : null),
  }
}

/** One call to the host, as plain as it gets. */
export async function post(url: string, mark: string): Promise<void> {
  const answer = await fetch(`${url}/send`, { method: 'POST', body: JSON.stringify({ mark }) })
  await answer.text()
  if (!answer.ok) throw new Error(`The host of the benchmark answered ${answer.status}.`)
}
