/** An answer kept whole, so that everybody who waited for it gets one of their own. */
interface Kept {
  readonly body: ArrayBuffer | null
  readonly status: number
  readonly headers: Headers
}

interface Waiting {
  readonly answer: Promise<Response | Kept>
  shared: boolean
}

/** Makes a request; calls `leaves` in the moment before it goes to the host. */
type Go = (request: Request, leaves: () => void) => Promise<Response>

/**
 * One request for the same question by several at once: whoever asks while it has not left yet shares its answer. Who asks later asks
 * anew, so that nobody gets an answer older than the question: a session that appeared meanwhile is seen (R-OPEN-4).
 * @param among names those who may share; others wait in lines of their own.
 */
export function sharingReads(go: Go, among: () => string): (request: Request) => Promise<Response> {
  const waiting = new Map<string, Waiting>()
  return async (request) => {
    if (request.method !== 'GET') return go(request, () => {})
    const key = [among(), request.url, ...[...request.headers].map((pair) => pair.join(':'))].join('\n')
    const known = waiting.get(key)
    if (known) {
      known.shared = true
      return own(await unlessAborted(known.answer, request.signal))
    }
    const forget = (): void => void (waiting.get(key) === entry && waiting.delete(key))
    const asking = async (): Promise<Response | Kept> => {
      try {
        const response = await go(request, forget)
        return entry.shared ? await kept(response) : response
      } finally {
        forget()
      }
    }
    const { promise, resolve, reject } = Promise.withResolvers<Response | Kept>()
    const entry: Waiting = { answer: promise, shared: false }
    waiting.set(key, entry)
    asking().then(resolve, reject)
    return own(await promise)
  }
}

async function kept(response: Response): Promise<Kept> {
  const { status, headers } = response
  return { status, headers, body: response.body === null ? null : await response.arrayBuffer() }
}

function own(answer: Response | Kept): Response {
  if (answer instanceof Response) return answer
  return new Response(answer.body, { status: answer.status, headers: answer.headers })
}

/** Each waits as long as they are ready to. @throws the signal's reason. */
function unlessAborted<T>(work: Promise<T>, signal: AbortSignal): Promise<T> {
  signal.throwIfAborted()
  const { promise, reject } = Promise.withResolvers<never>()
  const abort = (): void => reject(signal.reason)
  signal.addEventListener('abort', abort, { once: true })
  return Promise.race([work, promise]).finally(() => signal.removeEventListener('abort', abort))
}
