/** One event as it goes over the wire; `id` is the cursor to resume from. */
export interface StreamedEvent {
  readonly id: string | null
  readonly kind: string
  readonly data: unknown
}

export interface EventSource {
  /** The next events, oldest first, or none. Called again at once while it gives some. */
  next(): Promise<readonly StreamedEvent[]>
  /** Calls back when `next` may have more; returns how to stop that. */
  onNews(wake: () => void): () => void
}

export interface EventStreamOptions {
  readonly heartbeatMs: number
  /** After so long the stream ends by itself. */
  readonly endsAfterMs: number
  /** Ends the stream when aborted: the gateway stops. */
  readonly stop: AbortSignal
  /** Called once when the stream is over, whoever ended it. */
  onEnd(error: unknown): void
}

/**
 * Server-sent events, pulled: the reader's own speed decides when the source is asked again, so a slow reader costs one page of
 * memory and loses nothing.
 */
export function eventStream(source: EventSource, options: EventStreamOptions): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  // News may wait at the start: the source is asked once before it is waited for.
  const state = { news: true, over: false, wake: asleep, forget: asleep }

  const end = (error: unknown): void => {
    if (state.over) return
    state.over = true
    state.forget()
    state.wake()
    options.onEnd(error)
  }
  const endQuietly = (): void => end(null)

  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        const stopListening = source.onNews(() => {
          state.news = true
          state.wake()
        })
        const timer = setTimeout(endQuietly, Math.max(0, options.endsAfterMs))
        options.stop.addEventListener('abort', endQuietly, { once: true })
        state.forget = () => {
          stopListening()
          clearTimeout(timer)
          options.stop.removeEventListener('abort', endQuietly)
        }
        // Something at once, so that proxies pass the head of the answer on.
        controller.enqueue(encoder.encode(': open\n\n'))
      },

      async pull(controller) {
        try {
          const chunk = await next()
          if (chunk !== null) return controller.enqueue(encoder.encode(chunk))
        } catch (error) {
          // The head has long been sent: to break off is all that can be told, and the reader resumes by its cursor.
          end(error)
        }
        controller.close()
      },

      cancel: endQuietly,
    },
    { highWaterMark: 1 },
  )

  /** What to write next; `null` when the stream is over. */
  async function next(): Promise<string | null> {
    for (;;) {
      if (state.over) return null
      if (state.news) {
        state.news = false
        const events = await source.next()
        if (events.length === 0) continue
        state.news = true
        return events.map(format).join('')
      }
      if ((await quiet()) === 'heartbeat') return ': still here\n\n'
    }
  }

  function quiet(): Promise<'news' | 'heartbeat'> {
    const { promise, resolve } = Promise.withResolvers<'news' | 'heartbeat'>()
    const timer = setTimeout(() => resolve('heartbeat'), options.heartbeatMs)
    state.wake = () => {
      clearTimeout(timer)
      resolve('news')
    }
    return promise
  }
}

function asleep(): void {}

function format({ id, kind, data }: StreamedEvent): string {
  return `${id === null ? '' : `id: ${id}\n`}event: ${kind}\ndata: ${JSON.stringify(data)}\n\n`
}
