import * as z from 'zod'
import { readInput } from '../../../process-actions/initiative-message/run.ts'
import type { BatchMove } from '../../domain/batch.ts'
import type { BatchProgress } from '../../journal/batch.ts'
import { mustWriteForBatch, type Outbound } from '../../outbound/index.ts'
import { moveBatch, retryRows, summaryOf } from '../../outbound/batch/index.ts'
import type { Locale } from '../../words/index.ts'
import { takeList } from '../batches/intake.ts'
import { OrderQuerySchema } from '../batches/order.ts'
import { BatchPageSchema, BatchSchema } from '../batches/schemas.ts'
import { classSentence } from '../batches/table.ts'
import { recorded } from '../deeds.ts'
import { asBatch } from '../lane.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'

/** A million rows of a thousand bytes. */
const LIST_LIMIT = 1024 ** 3
const PAGE = 50

/** Many people get the same step. */
export const beginBatch = defineRoute({
  method: 'POST',
  path: '/v1/batches',
  who: 'secret',
  summary:
    'Sends the same step to many people: JSON with `step` and `recipients`, or text/csv with a header and the step as a query. With `id` or Idempotency-Key the same request again makes no second batch.',
  query: OrderQuerySchema,
  rawBody:
    'application/json: {"step": {…}, "recipients": [{"contactId": "c-1", "variables": {…}}], "dryRun": false, …}; or text/csv with a first line of column names.',
  bodyLimit: LIST_LIMIT,
  answers: {
    202: {
      description: 'The list was read and its batch has begun; GET /v1/batches/{id} tells the rest.',
      schema: z.object({ batchId: z.string(), state: BatchSchema.shape.state }),
    },
  },
  problems: ['malformed-json', 'batch-conflict', 'batch-in-progress'],
  async respond({ c, gateway, caller, query, bytes, locale }) {
    const { batch, replayed } = await asBatch(() =>
      takeList(caller.workspace.outbound, readInput, {
        contentType: c.req.header('content-type') ?? '',
        idempotencyKey: c.req.header('idempotency-key'),
        contentDisposition: c.req.header('content-disposition'),
        query,
        search: new URL(c.req.url).search,
        bytes: bytes(),
        locale,
        callbackFault: gateway.outside.fault,
      }),
    )
    const answer = json({ batchId: batch.id, state: batch.state }, 202)
    if (replayed) answer.headers.set('Idempotent-Replayed', 'true')
    return answer
  },
})

/** Every batch, newest first. */
export const readBatches = defineRoute({
  method: 'GET',
  path: '/v1/batches',
  who: 'operations',
  summary: 'Batches with their numbers, newest first.',
  query: z.object({
    cursor: z
      .string()
      .regex(/^\d{1,18}$/, 'is none of ours')
      .optional(),
  }),
  answers: { 200: { description: 'A page of them.', schema: BatchPageSchema } },
  async respond({ gateway, caller, query, locale }) {
    const { journal } = caller.workspace.outbound
    const { items, next } = await journal.batches.list(query.cursor ?? null, PAGE, gateway.now())
    return json({ items: items.map((batch) => shown(batch, gateway.now(), locale)), next })
  },
})

/** Where one stands. */
export const readBatch = defineRoute({
  method: 'GET',
  path: '/v1/batches/:id',
  who: 'operations',
  summary: 'Where a batch stands: counts, reasons, rate and time left.',
  answers: { 200: { description: 'The batch.', schema: BatchSchema } },
  problems: ['unknown-batch'],
  respond: ({ gateway, caller, param, locale }) =>
    answered(caller.workspace.outbound, param('id'), gateway.now(), locale),
})

const MOVES: Readonly<Record<BatchMove, string>> = {
  pause: 'Begins with nobody new; who is under way is finished.',
  resume: 'Goes on where it was paused, or begins what waited for it.',
  cancel: 'Sends to nobody else, for good.',
}

/** Pausing, going on, cancelling. */
export const moveBatches = (Object.keys(MOVES) as BatchMove[]).map((move) =>
  defineRoute({
    method: 'POST',
    path: `/v1/batches/:id/${move}`,
    who: 'operations',
    summary: MOVES[move],
    answers: {
      200: { description: 'The batch after that; the same again changes nothing.', schema: BatchSchema },
    },
    problems: ['unknown-batch', 'batch-move-refused'],
    async respond({ gateway, caller, param, locale }) {
      const { outbound } = caller.workspace
      await recorded(caller, `batch-${move}`, param('id'), async () => {
        await mustWriteForBatch(outbound, caller.operatorId, param('id'))
        await moveBatch(outbound, param('id'), move)
      })
      return answered(outbound, param('id'), gateway.now(), locale)
    },
  }),
)

const CLASS_STATES = ['refused', 'failed'] as const

/** "Try again after the fix". */
export const retryBatch = defineRoute({
  method: 'POST',
  path: '/v1/batches/:id/retry',
  who: 'operations',
  summary:
    'Tries people again after a fix: all of `refused` or `failed`, or those of one reason. Only who provably got nothing is among them.',
  body: z.strictObject({
    class: z
      .string()
      .min(1)
      .max(100)
      .describe('`refused`, `failed`, or the code of a reason, as in `classes`.'),
  }),
  answers: {
    200: {
      description: 'How many wait again.',
      schema: z.object({ batchId: z.string(), retried: z.int() }),
    },
  },
  problems: ['unknown-batch', 'batch-move-refused'],
  async respond({ caller, param, body }) {
    const { outbound } = caller.workspace
    const only = CLASS_STATES.find((state) => state === body.class)
    const of = only ? { states: [only], code: null } : { states: CLASS_STATES, code: body.class }
    const retried = await recorded(caller, 'batch-retry', `${param('id')} ${body.class}`, async () => {
      await mustWriteForBatch(outbound, caller.operatorId, param('id'))
      return retryRows(outbound, param('id'), of)
    })
    return json({ batchId: param('id'), retried })
  },
})

async function answered(o: Outbound, id: string, now: Date, locale: Locale): Promise<Response> {
  const batch = await o.journal.batches.progress(id, now)
  if (!batch) throw new Problem('unknown-batch')
  return json(shown(batch, now, locale))
}

function shown(batch: BatchProgress, now: Date, locale: Locale): z.output<typeof BatchSchema> {
  const { classes, source, ...summary } = summaryOf(batch, now)
  return {
    ...summary,
    classes: classes.map((each) => ({
      ...each,
      text: each.state === 'sent' || each.code === '' ? null : classSentence(each, locale),
    })),
    source: source && BatchSchema.shape.source.parse(source),
  }
}
