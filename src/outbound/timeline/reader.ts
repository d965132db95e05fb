import type { Session } from '../../domain/words.ts'
import { HostError } from '../../hosts/errors.ts'
import type { HostMessage, Page } from '../../hosts/port.ts'

/** Reads the host's pages for one answer, each once, and counts how often the host was asked. */
export interface Reader {
  /** Newest activity first. @param openedUntil sessions opened later may be left out. */
  sessions(page: string | null, openedUntil?: string | null): Promise<Page<Session>>
  /** Inside a page oldest first. A session that is there no more has no messages. */
  messages(sessionId: string, page: string | null): Promise<Page<HostMessage>>
  /** Pages asked for so far. */
  readonly asked: number
}

/** What a timeline is read from: the sessions of a contact or of a record, and the messages of each. */
export interface Source {
  sessions(page: string | null, openedUntil: string | null): Promise<Page<Session>>
  messages(sessionId: string, page: string | null): Promise<Page<HostMessage>>
}

export function readerOf(source: Source): Reader {
  let asked = 0
  const lists = new Map<string, Promise<Page<Session>>>()
  const talks = new Map<string, Promise<Page<HostMessage>>>()

  function once<K, T>(known: Map<K, Promise<T>>, key: K, read: () => Promise<T>): Promise<T> {
    const before = known.get(key)
    if (before) return before
    asked += 1
    const reading = read()
    known.set(key, reading)
    return reading
  }

  return {
    sessions: (page, openedUntil = null) =>
      once(lists, JSON.stringify([page, openedUntil]), () => source.sessions(page, openedUntil)),
    messages: (sessionId, page) =>
      once(talks, JSON.stringify([sessionId, page]), () =>
        source.messages(sessionId, page).catch((error: unknown) => {
          if (error instanceof HostError && error.code === 'unknown-id') return { items: [], next: null }
          throw error
        }),
      ),
    get asked() {
      return asked
    },
  }
}
