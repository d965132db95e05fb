import type * as z from 'zod'
import type { Engine } from '../../src/sandbox/engine/index.ts'
import type { FaultSchema, StoreSchema } from '../../src/sandbox/engine/schema.ts'
import { withAddresses } from '../../src/sandbox/oracle-files.ts'

export type Store = z.infer<typeof StoreSchema>
type Fault = z.input<typeof FaultSchema>

/** The truth behind the adapter's back: the sandbox's store, and what only the sandbox can make happen. */
export interface Oracle {
  store(): Promise<Store>
  reset(seed: 'demo' | 'empty'): Promise<void>
  fault(fault: Omit<Fault, 'times'> & { times?: number }): Promise<void>
  profile(patch: object): Promise<void>
  customer(deed: { channel: string; address: string; action: string; text?: string }): Promise<void>
  advanceClock(advanceMs: number): Promise<void>
  /** An operator uses the host's own form. */
  hostSession(session: {
    contactId: string
    lineId: string
    channel: string
    address: string
    operatorId: string
    text: string
  }): Promise<{ sessionId: string; messageId: string }>
  close(sessionId: string): Promise<void>
  /** An operator writes to the customer in the host's own form. */
  message(message: { sessionId: string; operatorId: string; text: string }): Promise<void>
  /** An operator writes an internal note on the host's own page. */
  note(note: { sessionId: string; operatorId: string; text: string }): Promise<void>
}

/** The oracle of a sandbox of this process, whose store need not be written out and read again each time somebody looks. */
export function oracleOf({ url, engine }: { readonly url: string; readonly engine: Engine }): Oracle {
  // A copy: what happens afterwards changes nothing in it.
  return { ...oracleAt(url), store: async () => structuredClone(withAddresses(engine.store, url)) as Store }
}

/** @param url the sandbox's address, without `/_sandbox`. */
export function oracleAt(url: string): Oracle {
  const ask = async (method: 'GET' | 'POST', path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${url}/_sandbox${path}`, {
      method,
      ...(body !== undefined && {
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`)
    return text === '' ? null : JSON.parse(text)
  }
  const post = async (path: string, body: unknown): Promise<void> => {
    await ask('POST', path, body)
  }
  return {
    store: async () => (await ask('GET', '')) as Store,
    reset: (seed) => post('/reset', { seed }),
    fault: (fault) => post('/faults', { times: 1, ...fault }),
    profile: (patch) => post('/profile', patch),
    customer: (deed) => post('/customer', deed),
    advanceClock: (advanceMs) => post('/clock', { advanceMs }),
    hostSession: async (session) =>
      (await ask('POST', '/host-session', session)) as { sessionId: string; messageId: string },
    message: (message) => post('/host-message', message),
    note: (note) => post('/note', note),
    close: (sessionId) => post('/close', { sessionId }),
  }
}
