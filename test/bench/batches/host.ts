import type { OpenHost } from '../../../src/gateway/hosts.ts'
import type { Line } from '../../../src/domain/words.ts'

const LINE: Line = { id: 'line-1', name: 'News', channels: ['email'], operators: null, supervisors: null }
const NOTHING = { items: [], next: null }

/** A host that costs one HTTP call for each message and nothing else, so that what is measured is ours. */
export function plainHost(url: string): OpenHost {
  return () => ({
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
        certainty: 'findable',
        async send({ mark }) {
          await post(url, mark)
          return { reference: mark }
        },
        find: async (request, receipt) =>
          receipt
            ? { state: 'sent', sessionId: `s-${request.mark}`, messageId: `m-${request.mark}` }
            : { state: 'absent' },
      },
      probe: async () => [],
    },
  })
}

/** One call to the host, as plain as it gets. */
export async function post(url: string, mark: string): Promise<void> {
  const answer = await fetch(url, { method: 'POST', body: mark })
  await answer.text()
  if (!answer.ok) throw new Error(`The host of the benchmark answered ${answer.status}.`)
}
