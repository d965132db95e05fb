import { pipeline, type Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { request as ask, type Dispatcher } from 'undici'
import { ReadResponse } from './read-response.ts'

/** Answers up to this size are read before they are given. */
const AT_ONCE_BYTES = 64 * 1024
const DECODERS: Readonly<Record<string, () => Readable & NodeJS.WritableStream>> = {
  gzip: createGunzip,
  'x-gzip': createGunzip,
  deflate: createInflate,
  br: createBrotliDecompress,
}
const OFFERED = { 'accept-encoding': 'gzip, deflate, br', 'user-agent': 'firstline' }
const NO_BODY = new Set([204, 205, 304])

type Bytes = Uint8Array<ArrayBuffer>

/**
 * One request as `fetch` makes it with `redirect: 'manual'`, at a third of its costs: without what is there for pages only (caches,
 * referrers, cross-origin checks, streams for every body). Failures are the connection's own.
 */
export async function leanFetch(
  { url, method, signal }: Request,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array | string | null,
  dispatcher: Dispatcher,
): Promise<Response> {
  const answer = await ask(url, {
    method: method as Dispatcher.HttpMethod,
    headers: { ...OFFERED, ...headers },
    body,
    signal,
    dispatcher,
  })
  const { statusCode: status, headers: given } = answer
  if (status < 200 || status > 599 || NO_BODY.has(status)) {
    await answer.body.dump()
    // What is no status for a Response comes from something that does not speak HTTP as it is.
    return new ReadResponse(null, { status: NO_BODY.has(status) ? status : 502, headers: told(given) })
  }
  const init = { status, headers: told(given) }
  const length = Number(given['content-length'] ?? Number.NaN)
  if (given['content-encoding'] === undefined && length <= AT_ONCE_BYTES)
    return new ReadResponse((await answer.body.bytes()) as Bytes, init)
  return read(decoded(answer.body, given['content-encoding']), init)
}

/** Reads what comes; a long answer goes on as a stream. */
async function read(stream: Readable, init: ResponseInit): Promise<Response> {
  const parts = stream[Symbol.asyncIterator]() as AsyncIterator<Bytes>
  const chunks: Bytes[] = []
  let length = 0
  for (let part = await parts.next(); !part.done; part = await parts.next()) {
    chunks.push(part.value)
    length += part.value.byteLength
    if (length > AT_ONCE_BYTES) return new Response(goingOn(chunks, parts), init)
  }
  const [only] = chunks
  return new ReadResponse(only && chunks.length === 1 ? only : Buffer.concat(chunks), init)
}

function goingOn(chunks: Bytes[], parts: AsyncIterator<Bytes>): ReadableStream<Bytes> {
  return new ReadableStream({
    async pull(controller) {
      const known = chunks.shift()
      if (known) return controller.enqueue(known)
      const part = await parts.next()
      if (part.done) controller.close()
      else controller.enqueue(part.value)
    },
    async cancel() {
      await parts.return?.()
    },
  })
}

function decoded(body: Readable, encoding: string | string[] | undefined): Readable {
  const codings = String(encoding ?? '')
    .toLowerCase()
    .split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== '' && coding !== 'identity')
  return codings.reduceRight<Readable>((stream, coding) => {
    const decoder = DECODERS[coding]?.()
    if (!decoder) throw new Error(`The answer is encoded in a way that was not offered: ${coding}.`)
    return pipeline(stream, decoder, () => undefined)
  }, body)
}

function told(headers: Readonly<Record<string, string | string[] | undefined>>): [string, string][] {
  const told: [string, string][] = []
  for (const [name, value] of Object.entries(headers))
    for (const one of Array.isArray(value) ? value : [value ?? '']) told.push([name, one])
  return told
}
