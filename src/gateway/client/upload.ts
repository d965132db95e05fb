import { StoredFileSchema, type WireStoredFile } from '../../wire/draft.ts'
import { ProblemSchema } from '../../wire/schemas.ts'
import type { HttpOptions } from './http.ts'
import { GatewayProblem } from './problem.ts'

export interface UploadOptions {
  /** How much of the file has left, from 0 to 1. */
  onProgress?(share: number): void
  readonly signal?: AbortSignal
  /** So long without a byte moving means that nobody is there any more. */
  readonly silenceMs?: number
}

type Way = Pick<HttpOptions, 'gateway' | 'context' | 'locale'>

/**
 * Hands a file to the gateway, which keeps it for a message: `POST /v1/attachments?name=…`, the file itself as the body (R-FILE-1).
 * With `XMLHttpRequest`, because `fetch` does not tell how far an upload has come.
 * @throws GatewayProblem as every other request does; the signal's reason when it was called off.
 */
export async function uploadFile(way: Way, file: File, options: UploadOptions = {}): Promise<WireStoredFile> {
  const token = await way.context.current()
  try {
    return await once(way, file, options, token)
  } catch (error) {
    // Under an expired context nothing was kept, so sending it again under a new one cannot keep it twice.
    if (!(error instanceof GatewayProblem) || error.code !== 'context-expired') throw error
    const next = await way.context.renewed(token)
    if (next === token) throw error
    return once(way, file, options, next)
  }
}

function once(way: Way, file: File, options: UploadOptions, token: string): Promise<WireStoredFile> {
  const { onProgress, signal, silenceMs = 60_000 } = options
  const { promise, resolve, reject } = Promise.withResolvers<WireStoredFile>()
  if (signal?.aborted) {
    reject(signal.reason)
    return promise
  }
  const request = new XMLHttpRequest()
  const fail = (code: string): void => reject(new GatewayProblem(code, null, ''))
  let watchdog: ReturnType<typeof setTimeout>
  const alive = (): void => {
    clearTimeout(watchdog)
    watchdog = setTimeout(() => {
      fail('gateway-timeout')
      request.abort()
    }, silenceMs)
  }
  const callOff = (): void => {
    reject(signal?.reason)
    request.abort()
  }
  signal?.addEventListener('abort', callOff)

  request.upload.addEventListener('progress', ({ loaded, total }) => {
    alive()
    if (total > 0) onProgress?.(loaded / total)
  })
  request.addEventListener('load', () => {
    try {
      resolve(answerOf(request))
    } catch (error) {
      reject(error)
    }
  })
  request.addEventListener('error', () => fail('gateway-unreachable'))
  request.addEventListener('loadend', () => {
    clearTimeout(watchdog)
    signal?.removeEventListener('abort', callOff)
  })

  request.open(
    'POST',
    `${way.gateway.replace(/\/+$/, '')}/v1/attachments?name=${encodeURIComponent(file.name)}`,
  )
  request.setRequestHeader('Authorization', `Bearer ${token}`)
  request.setRequestHeader('Accept-Language', way.locale())
  request.setRequestHeader('Content-Type', file.type || 'application/octet-stream')
  alive()
  request.send(file)
  return promise
}

function answerOf({ status, responseText }: XMLHttpRequest): WireStoredFile {
  const answer = parsed(responseText)
  if (status >= 200 && status < 300) {
    const stored = StoredFileSchema.safeParse(answer)
    if (stored.success) return stored.data
    throw new GatewayProblem('gateway-unreadable', status, '', {}, stored.error)
  }
  const problem = ProblemSchema.safeParse(answer)
  if (!problem.success) throw new GatewayProblem('gateway-unreadable', status, '', {}, problem.error)
  const { code, detail, ...rest } = problem.data
  throw new GatewayProblem(code, status, detail, rest)
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return null
  }
}
