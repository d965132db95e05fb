import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import type { Log } from '../hosts/log.ts'
import { connection } from './database.ts'

type WakeUp = () => void

export interface WakeUps {
  subscribe(workspace: string, listener: WakeUp): () => void
  close(): Promise<void>
}

/**
 * Tells listeners that events were committed, by whichever replica. Notifications wake, they carry nothing: after a broken
 * connection everybody is woken once and reads from the cursor on.
 */
export function openWakeUps(url: string, log: Log): WakeUps {
  const listeners = new Map<string, Set<WakeUp>>()
  const closing = new AbortController()
  const { signal } = closing
  let current: Client | null = null

  async function listen(): Promise<void> {
    for (let delay = 100; !signal.aborted; delay = Math.min(delay * 2, 5000)) {
      const client = new Client(connection(url, 'events'))
      const { promise: over, resolve: end } = Promise.withResolvers<void>()
      client.on('error', () => end())
      client.on('end', () => end())
      client.on('notification', ({ payload }) => wake(payload ?? ''))
      try {
        await client.connect()
        await client.query('listen firstline_events')
        current = client
        delay = 100
        for (const group of listeners.values()) for (const listener of group) listener()
        // Closed while connecting: nobody was there to end this connection.
        if (!signal.aborted) await over
      } catch (error) {
        if (!signal.aborted)
          log.warn({ error: String(error) }, 'The connection that listens for events broke')
      }
      current = null
      await client.end().catch(() => undefined)
      await pause(delay, undefined, { signal }).catch(() => undefined)
    }
  }

  function wake(payload: string): void {
    const { workspace } = JSON.parse(payload) as { workspace: string }
    for (const listener of listeners.get(workspace) ?? []) listener()
  }

  const running = listen()
  return {
    subscribe(workspace, listener) {
      const group = listeners.get(workspace) ?? new Set()
      listeners.set(workspace, group.add(listener))
      return () => {
        group.delete(listener)
      }
    },
    async close() {
      closing.abort()
      await current?.end().catch(() => undefined)
      await running
    },
  }
}
