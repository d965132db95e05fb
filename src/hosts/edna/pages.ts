import type { WireThread } from './wire.ts'

/** How many threads are remembered; far more than anybody looks at within minutes. */
const MOST = 20_000

type Noted = Pick<WireThread, 'id' | 'threadUrl' | 'channel' | 'clientId' | 'clientExternalId'>

/**
 * What of each thread that was read does not change: whose it is, on which channel, and the host's own page of it. The thread itself
 * names that page (facts, 2.6), and how such an address is made is not documented.
 */
export interface ThreadPages {
  note(thread: Noted): void
  /** The page; `null` for a thread that we have not read, or that names no web page. */
  of(thread: number): string | null
  /** `null` for a thread that we have not read. */
  noted(thread: number): Noted | null
}

export function threadPages(): ThreadPages {
  const known = new Map<number, Noted>()
  return {
    note({ id, threadUrl, channel, clientId, clientExternalId }) {
      known.delete(id)
      known.set(id, { id, threadUrl, channel, clientId, clientExternalId })
      const eldest = known.keys().next()
      if (known.size > MOST && !eldest.done) known.delete(eldest.value)
    },
    of(thread) {
      const address = known.get(thread)?.threadUrl
      // It is shown as a link: nothing but a web page may stand there.
      return address && /^https?:$/.test(protocolOf(address)) ? address : null
    },
    noted: (thread) => known.get(thread) ?? null,
  }
}

const protocolOf = (address: string): string => (URL.canParse(address) ? new URL(address).protocol : '')
