import { HostError } from '../hosts/errors.ts'
import type { Receipt, SendRequest } from '../hosts/port.ts'
import { EarlyEnd } from './early-end.ts'
import type { Outbound } from './types.ts'

// A host that has not answered by now may have done it long ago, with its answer lost on the way.
const SLOW_MS = 3000
const LOOK_EVERY_MS = 2000

/** `seen`: no answer yet, but the host has it: nobody needs to wait for the answer any more. */
export type SendOutcome =
  | { readonly kind: 'accepted'; readonly receipt: Receipt }
  | { readonly kind: 'seen' }
  | { readonly kind: 'failed'; readonly error: HostError }

/** Gives the request to the host once. While the host is slow to answer, asks beside it whether the message is there already. */
export async function send(o: Outbound, request: SendRequest): Promise<SendOutcome> {
  const answered = new EarlyEnd()
  const sending = o.host.sender.send(request).then(
    (receipt): SendOutcome => ({ kind: 'accepted', receipt }),
    (error: unknown): SendOutcome => {
      if (error instanceof HostError) return { kind: 'failed', error }
      throw error
    },
  )
  const { promise: seen, resolve: see } = Promise.withResolvers<SendOutcome>()
  async function watch(): Promise<void> {
    await o.wait(SLOW_MS, answered)
    while (!answered.came) {
      const finding = await o.host.sender.find(request, null).catch(() => null)
      if (finding?.state === 'sent') return see({ kind: 'seen' })
      await o.wait(LOOK_EVERY_MS, answered)
    }
  }
  void watch()
  try {
    return await Promise.race([sending, seen])
  } finally {
    answered.end()
  }
}
