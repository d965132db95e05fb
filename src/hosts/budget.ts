import { HostError } from './errors.ts'

/** How fast a host lets one tenant ask, and how it punishes who asks faster. */
export interface RatePolicy {
  /** So many requests in any stretch of `perMs` milliseconds, all callers together. */
  readonly requests: number
  readonly perMs: number
  /** For how long to leave the host alone after this answer, in milliseconds; `null`: it is no punishment. */
  restMs(status: number, body: string): number | null
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
  take(policy: RatePolicy): Promise<Leave>
  /** Nobody asks for so long. */
  rest(ms: number): Promise<void>
}

// Longer than this nobody waits in line; it is well below the time a read may take.
const PATIENCE_MS = 4000

/**
 * The fetch given, asking for leave before each request. Who would wait too long gets 429 with `Retry-After`, as the host would say
 * it, and the host is not asked: a proof that nothing was done. A punishment is told to the budget, so that all replicas rest.
 */
export function budgetedFetch(inner: typeof fetch, budget: Budget, policy: RatePolicy): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const waitMs = await leave(budget, policy, request.signal)
    if (waitMs > 0) return tooFast(waitMs)
    const response = await inner(request)
    if (response.status !== 401 && response.status !== 429) return response
    const restMs = policy.restMs(response.status, await response.clone().text())
    if (restMs !== null) await budget.rest(restMs)
    return response
  }
}

/** 0 with leave taken, or how long one would have to wait. @throws the signal's reason when it was aborted meanwhile. */
async function leave(budget: Budget, policy: RatePolicy, signal: AbortSignal): Promise<number> {
  for (let waited = 0; ;) {
    signal.throwIfAborted()
    const { waitMs } = await budget.take(policy).catch(uncounted)
    if (waitMs <= 0 || waited + waitMs > PATIENCE_MS) return waitMs
    waited += waitMs
    await pause(waitMs, signal)
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
    { error: 'Asked too often for the moment; the request was not made.' },
    { status: 429, headers: { 'Retry-After': String(Math.ceil(waitMs / 1000)) } },
  )
}
