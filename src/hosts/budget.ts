import { HostError, NOT_ASKED } from './errors.ts'
import { sharingReads } from './shared-reads.ts'

/** So many requests in any stretch of `perMs` milliseconds, all callers together. */
export interface RateLimit {
  /** Of which part of the requests; absent: of all of them. */
  readonly name?: string
  /** `null`: no limit is known, and only rests are kept. */
  readonly requests: number | null
  readonly perMs: number
}

/** How fast a host lets one tenant ask, and how it punishes who asks faster. */
export interface RatePolicy {
  /** The limits under which a request falls, the narrowest first, the one of all requests last. */
  limitsOf(request: Request): readonly [RateLimit, ...RateLimit[]]
  /** For how long to leave the narrowest limit alone after this answer, in milliseconds; `null`: it is no punishment. */
  restMs(status: number, body: string, headers: Headers): number | null
  /** How many requests the host says are left of the narrowest limit, whoever used the others; `null`: it does not say. */
  readonly leftOf?: (headers: Headers) => number | null
}

/** Leave to ask. `waitMs: 0`: now; more: nothing was taken, ask again after so many milliseconds. */
export interface Leave {
  readonly waitMs: number
}

/**
 * The tenant's budget of requests at its host, shared by everybody who asks in its name. People have a part of it that machines
 * (polls, recovery, processes) cannot use up.
 */
export interface Budget {
  take(limit: RateLimit): Promise<Leave>
  /** Nobody asks under this limit for so long. */
  rest(limit: RateLimit, ms: number): Promise<void>
  /** The host counts at least so many requests, other programs' among them: there is less for us. */
  used(limit: RateLimit, requests: number): Promise<void>
  /** The part of the budget for which the running work asks. Absent: there is one for all. */
  readonly lane?: () => string
  /** Told when a request begins to wait for its turn; what it gives is called once it waits no more. */
  readonly waits?: () => (() => void) | undefined
  /** Told when a request is not made because nobody has a turn for so long. */
  readonly refused?: (ms: number) => void
}

// Longer than this nobody waits in line; it is well below the time a read may take.
const PATIENCE_MS = 4000
/** Who asks for the first time lets those go first who wait for longer, whichever replica they are of: nobody waits for ever. */
const COURTESY_MS = 60
const OLD_MS = 1200

/**
 * The fetch given, asking for leave before each request. Who would wait too long gets 429 with `Retry-After`, as the host would say
 * it, and the host is not asked: a proof that nothing was done. A punishment is told to the budget, so that all replicas rest.
 * Who asks the same while a question waits for leave shares its answer.
 */
export function budgetedFetch(inner: typeof fetch, budget: Budget, policy: RatePolicy): typeof fetch {
  const ask = sharingReads(
    async (request, leaves) => {
      const limits = policy.limitsOf(request)
      const waitMs = await leave(budget, limits, request.signal)
      if (waitMs > 0) return tooFast(waitMs)
      leaves()
      const response = await inner(request)
      await told(budget, policy, limits[0], response)
      return response
    },
    () => budget.lane?.() ?? '',
  )
  return (input, init) => ask(new Request(input, init))
}

/** What the answer says of the budget. */
async function told(budget: Budget, policy: RatePolicy, limit: RateLimit, response: Response): Promise<void> {
  if (response.status === 401 || response.status === 429) {
    const restMs = policy.restMs(response.status, await response.clone().text(), response.headers)
    if (restMs !== null) return budget.rest(limit, restMs)
  }
  const left = policy.leftOf?.(response.headers) ?? null
  // While most is left there is nothing to learn that would matter.
  if (left === null || limit.requests === null || left > limit.requests / 2) return
  await budget.used(limit, limit.requests - left)
}

/** 0 with leave taken, or how long one would have to wait. @throws the signal's reason when it was aborted meanwhile. */
async function leave(budget: Budget, limits: readonly RateLimit[], signal: AbortSignal): Promise<number> {
  let waited = 0
  let ended: (() => void) | undefined
  try {
    for (const limit of limits)
      for (;;) {
        signal.throwIfAborted()
        const { waitMs } = await budget.take(limit).catch(uncounted)
        if (waitMs <= 0) break
        if (waited + waitMs > PATIENCE_MS) {
          budget.refused?.(waitMs)
          return waitMs
        }
        if (waited === 0) ended = budget.waits?.()
        const turnMs = waitMs + COURTESY_MS * Math.max(0, 1 - waited / OLD_MS)
        waited += turnMs
        await pause(turnMs, signal)
      }
    return 0
  } finally {
    ended?.()
  }
}

// Nothing is asked that was not counted: the punishment would be everybody's.
function uncounted(cause: unknown): never {
  throw new HostError('The requests to the host cannot be counted at the moment, so none was made.', {
    kind: 'later',
    code: 'host-unreachable',
    happened: 'no',
    cause,
  })
}

function pause(ms: number, signal: AbortSignal): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>()
  const timer = setTimeout(resolve, ms)
  signal.addEventListener('abort', () => resolve(), { once: true })
  return promise.finally(() => clearTimeout(timer))
}

function tooFast(waitMs: number): Response {
  return Response.json(
    { error: NOT_ASKED },
    { status: 429, headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) } },
  )
}
