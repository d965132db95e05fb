import { inject, type InjectionKey } from '@vue/runtime-core'
import * as z from 'zod/mini'
import { BATCH_STATES, type BatchMove } from '../../src/domain/batch.ts'
import type { TroubleState } from '../../src/domain/operation.ts'
import { GatewayProblem } from '../../src/gateway/client/index.ts'
import { gatewayHttp, type HttpOptions } from '../../src/gateway/client/http.ts'
import {
  DeedPageSchema,
  FailureClassesSchema,
  RetriedSchema,
  TroubleCountsSchema,
  TroubledPageSchema,
  WaitingPageSchema,
} from '../../src/wire/troubles.ts'

/** Of a batch, what is shown here. */
const BatchSchema = z.object({
  batchId: z.string(),
  name: z.nullable(z.string()),
  state: z.enum(BATCH_STATES),
  dryRun: z.boolean(),
  total: z.number(),
  sent: z.number(),
  undelivered: z.number(),
  refused: z.number(),
  failed: z.number(),
  unknown: z.number(),
  waiting: z.number(),
  skipped: z.number(),
  cancelled: z.number(),
  wouldSend: z.number(),
  invalid: z.number(),
  rate: z.number(),
  leftMs: z.nullable(z.number()),
  resting: z.nullable(z.object({ untilAt: z.string(), code: z.string() })),
  createdAt: z.string(),
  finishedAt: z.nullable(z.string()),
})
const next = z.nullable(z.string())
const BatchPageSchema = z.object({ items: z.array(BatchSchema), next })

const CallbackSchema = z.object({
  operationId: z.string(),
  url: z.string(),
  state: z.enum(['waiting', 'pending', 'delivered', 'given-up']),
  tries: z.number(),
  lastAnswer: z.nullable(
    z.object({ at: z.string(), status: z.nullable(z.number()), error: z.nullable(z.string()) }),
  ),
  nextTryAt: z.nullable(z.string()),
  createdAt: z.string(),
})
const CallbackPageSchema = z.object({ items: z.array(CallbackSchema), next })
const AnythingSchema = z.object({})

export type Batch = z.infer<typeof BatchSchema>
export type Callback = z.infer<typeof CallbackSchema>
export type Report = 'errors' | 'results'

/** What Operations asks of the gateway. Every method throws `GatewayProblem` and nothing else; answers are checked. */
export type OperationsGateway = ReturnType<typeof operationsGateway>

export const operationsKey: InjectionKey<OperationsGateway> = Symbol('operations')

/** Only stores ask for it. */
export function useOperationsGateway(): OperationsGateway {
  const gateway = inject(operationsKey)
  if (!gateway) throw new Error('A part of Operations stands outside of it: no gateway is provided.')
  return gateway
}

const PATIENCE_MS = 120_000

export function operationsGateway(options: HttpOptions) {
  const http = gatewayHttp(options)
  const id = encodeURIComponent
  return {
    counts: () => http.read('troubles', TroubleCountsSchema),
    unknowns: (cursor: string | null) => http.read('unknowns', TroubledPageSchema, { cursor }),
    failures: () => http.read('failures', FailureClassesSchema),
    waiting: (cursor: string | null) => http.read('waiting', WaitingPageSchema, { cursor }),
    batches: (cursor: string | null) => http.read('batches', BatchPageSchema, { cursor }),
    callbacks: (state: Callback['state'] | null, cursor: string | null) =>
      http.read('callbacks', CallbackPageSchema, { state, cursor }),
    deeds: (cursor: string | null) => http.read('deeds', DeedPageSchema, { cursor }),

    judge: (operationId: string, verdict: 'arrived' | 'send-again') =>
      http.write(`operations/${id(operationId)}/verdict`, AnythingSchema, { verdict }),
    retry: (of: { state: TroubleState; code: string }) => http.write('failures/retry', RetriedSchema, of),
    cancel: (operationId: string) => http.write(`operations/${id(operationId)}/cancel`, AnythingSchema, {}),
    move: (batchId: string, move: BatchMove) => http.write(`batches/${id(batchId)}/${move}`, BatchSchema, {}),
    retryCallback: (operationId: string) =>
      http.write(`callbacks/${id(operationId)}/retry`, CallbackSchema, {}),
    /** A report as a file. It may be large, and takes its time. */
    report: (batchId: string, report: Report) => download(options, `batches/${id(batchId)}/${report}.csv`),
  }
}

async function download(options: HttpOptions, path: string): Promise<Blob> {
  const { gateway, context, locale } = options
  const once = (token: string): Promise<Response> =>
    fetch(`${gateway.replace(/\/+$/, '')}/v1/${path}`, {
      headers: { Authorization: `Bearer ${token}`, 'Accept-Language': locale() },
      credentials: 'omit',
      signal: AbortSignal.timeout(PATIENCE_MS),
    })
  try {
    const token = await context.current()
    const first = await once(token)
    const answer = first.status === 401 ? await once(await context.renewed(token)) : first
    if (!answer.ok) throw new GatewayProblem('gateway-unreadable', answer.status, '')
    return await answer.blob()
  } catch (error) {
    if (error instanceof GatewayProblem) throw error
    const late = error instanceof DOMException && error.name === 'TimeoutError'
    throw new GatewayProblem(late ? 'gateway-timeout' : 'gateway-unreachable', null, '', {}, error)
  }
}
