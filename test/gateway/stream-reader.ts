import { onTestFinished } from 'vitest'
import { eventParser } from '../../src/gateway/client/sse.ts'

export interface Heard {
  readonly id: string | null
  readonly kind: string
  // oxlint-disable-next-line typescript/no-explicit-any -- answers of any shape, judged by the tests
  readonly data: any
}

export interface Ear {
  readonly heard: Heard[]
  readonly status: number
  /** Resolves when the stream ended by itself. */
  readonly ended: Promise<void>
  leave(): void
}

/** Listens to the live stream and keeps what it hears. @param contact whose, for a context without a record. */
export async function listenTo(
  url: string,
  token: string,
  cursor: string,
  contact: string | null = null,
): Promise<Ear> {
  const leaving = new AbortController()
  onTestFinished(() => leaving.abort())
  const query = new URLSearchParams({ cursor, ...(contact === null ? {} : { contact }) })
  const response = await fetch(`${url}/v1/stream?${query}`, {
    headers: { Authorization: `Bearer ${token}` },
    signal: leaving.signal,
  })
  const heard: Heard[] = []
  const ended = (async () => {
    const parse = eventParser()
    const decoder = new TextDecoder()
    for await (const piece of response.body ?? [])
      for (const { id, event, data } of parse(decoder.decode(piece, { stream: true })))
        heard.push({ id, kind: event, data: JSON.parse(data) })
  })().catch(() => undefined)
  return { heard, status: response.status, ended, leave: () => leaving.abort() }
}
