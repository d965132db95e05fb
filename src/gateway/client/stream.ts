import { ProblemSchema } from '../../wire/schemas.ts'
import { StreamEventSchema, type WireStreamEvent } from '../../wire/stream.ts'
import { inBursts } from './bursts.ts'
import type { ContextSource } from './context.ts'
import { eventParser } from './sse.ts'

/** `live`: events arrive; `reconnecting`: trying again; `offline`: this machine has no network; `ended`: will not try again. */
export type ConnectionState = 'connecting' | 'live' | 'reconnecting' | 'offline' | 'ended'

export interface StreamOptions {
  readonly gateway: string
  readonly context: ContextSource
  readonly locale: () => string
  readonly contact?: string | null
  readonly cursor: string
  onEvent(event: WireStreamEvent): void
  onState(state: ConnectionState): void
  readonly fetch?: typeof fetch
  /** Silence longer than this means a dead connection; the gateway sends a heartbeat far more often. */
  readonly silenceMs?: number
  /** The longest wait before the next try, for the n-th try in a row. */
  readonly backoffMs?: (attempt: number) => number
}

const backoff = (attempt: number): number => Math.random() * Math.min(30_000, 500 * 2 ** attempt)
/** Answers that will not change by asking again. */
const FINAL = new Set([400, 403, 404, 405, 422])

/** How one connection ended: by itself, broken off, with a context that ran out, or with an answer that will stay the same. */
type End = 'over' | 'broken' | 'expired' | 'final'
const LIVED_MS = 5000
/** After so long without a sound more may have changed than anybody could tell: the gateway, too, may have heard nothing. */
const LONG_MS = 10 * 60_000
const nothing = (): void => undefined

/** Follows the gateway's events until stopped; resumes after every break where it stood. */
export function followStream(options: StreamOptions): () => void {
  const { onEvent, onState, silenceMs = 45_000, backoffMs = backoff, fetch: ask = fetch } = options
  const stopped = new AbortController()
  const bursts = inBursts(onEvent, ({ kind }) => kind === 'message')
  let cursor = options.cursor
  /** There was a break: what the gateway itself missed meanwhile is to be looked for at once. */
  let resumed = false
  /** By the clock of the day: others stand still while a computer sleeps. */
  let heardAt = Date.now()
  let wake = nothing

  const back = (): void => wake()
  const away = (): void => onState('offline')
  globalThis.addEventListener?.('online', back)
  globalThis.addEventListener?.('offline', away)
  void run()
  return () => {
    stopped.abort()
    bursts.stop()
    wake()
    globalThis.removeEventListener?.('online', back)
    globalThis.removeEventListener?.('offline', away)
  }

  async function run(): Promise<void> {
    onState('connecting')
    let rejected: string | null = null
    let failures = 0
    while (!stopped.signal.aborted) {
      const token: string = await (rejected === null
        ? options.context.current()
        : options.context.renewed(rejected))
      const startedAt = performance.now()
      const end = await connect(token).catch((): End => 'broken')
      if (stopped.signal.aborted) return
      if (end === 'final') return onState('ended')
      resumed = true
      // A stream that has lived for a while is no sign of trouble when it ends: its context ran out, the gateway was restarted.
      if (performance.now() - startedAt > LIVED_MS) failures = 0
      rejected = end === 'expired' ? token : null
      if (end !== 'over' || failures > 0) onState(isOnline() ? 'reconnecting' : 'offline')
      await pause(end === 'expired' && failures === 0 ? 0 : backoffMs(failures))
      failures += 1
    }
  }

  async function connect(token: string): Promise<End> {
    const broken = new AbortController()
    const bark = (): void => broken.abort()
    let watchdog = setTimeout(bark, silenceMs)
    try {
      const response = await ask(address(), {
        headers: {
          Authorization: `Bearer ${token}`,
          Accept: 'text/event-stream',
          'Accept-Language': options.locale(),
        },
        signal: AbortSignal.any([stopped.signal, broken.signal]),
        credentials: 'omit',
        cache: 'no-store',
      })
      if (response.status === 401) return (await codeOf(response)) === 'context-expired' ? 'expired' : 'final'
      if (FINAL.has(response.status)) return 'final'
      if (!response.ok || !response.body) return 'broken'
      onState('live')
      if (Date.now() - heardAt > LONG_MS) onEvent({ kind: 'reload' })
      const parse = eventParser()
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader()
      // Not `for await`: Safari has no iteration of streams before version 26.
      for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
        clearTimeout(watchdog)
        watchdog = setTimeout(bark, silenceMs)
        heardAt = Date.now()
        for (const sent of parse(piece.value)) deliver(sent.data, sent.id)
      }
      return 'over'
    } finally {
      clearTimeout(watchdog)
    }
  }

  function deliver(json: string, id: string | null): void {
    const event = StreamEventSchema.safeParse(parsed(json))
    // An event we do not know (a newer gateway) is passed over, and is not asked for again.
    if (event.success && !stopped.signal.aborted) bursts.take(event.data)
    if (id !== null) cursor = id
  }

  function address(): string {
    const query = new URLSearchParams({ cursor })
    if (options.contact) query.set('contact', options.contact)
    if (resumed) query.set('resumed', 'true')
    return `${options.gateway.replace(/\/+$/, '')}/v1/stream?${query.toString()}`
  }

  function pause(ms: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>()
    const timer = setTimeout(resolve, ms)
    wake = () => {
      clearTimeout(timer)
      resolve()
    }
    if (stopped.signal.aborted) wake()
    return promise
  }
}

const isOnline = (): boolean => globalThis.navigator?.onLine !== false

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}

async function codeOf(response: Response): Promise<string | null> {
  const problem = ProblemSchema.safeParse(parsed(await response.text()))
  return problem.success ? problem.data.code : null
}
