import type { WireThread } from './wire.ts'

/** How many pages are remembered; far more than anybody looks at within minutes. */
const MOST = 20_000

/** The host's own page of each thread: the thread itself names it (facts, 2.6), and how such an address is made is not documented. */
export interface ThreadPages {
  note(thread: Pick<WireThread, 'id' | 'threadUrl'>): void
  /** `null` for a thread that we have not read, or that names no web page. */
  of(thread: number): string | null
}

export function threadPages(): ThreadPages {
  const known = new Map<number, string>()
  return {
    note({ id, threadUrl }) {
      known.delete(id)
      // It is shown as a link: nothing but a web page may stand there.
      if (!threadUrl || !/^https?:$/.test(protocolOf(threadUrl))) return
      known.set(id, threadUrl)
      const eldest = known.keys().next()
      if (known.size > MOST && !eldest.done) known.delete(eldest.value)
    },
    of: (thread) => known.get(thread) ?? null,
  }
}

const protocolOf = (address: string): string => (URL.canParse(address) ? new URL(address).protocol : '')
