import * as z from 'zod'
import { BATCH_STATES, ROW_STATES } from '../../domain/batch.ts'
import { MEANINGS } from './columns.ts'

const count = (meaning: string) => z.int().min(0).describe(meaning)

/** Where a batch stands. */
export const BatchSchema = z.object({
  batchId: z.string(),
  name: z.string().nullable().describe('What people call it.'),
  state: z.enum(BATCH_STATES),
  dryRun: z.boolean(),
  total: count('The sum of sent, refused, failed, unknown, waiting, skipped, cancelled and wouldSend.'),
  sent: count('Accepted by the host, or further.'),
  undelivered: count(
    'Of the sent: the host said later that the message was not delivered, and no new try has reached them.',
  ),
  refused: count('By a rule, or because the row itself is wrong.'),
  failed: count('Nothing was sent.'),
  unknown: count('Nobody knows whether it was sent; never tried again by itself (R-ONCE-2).'),
  waiting: count('Not known yet.'),
  skipped: count('By the choice of the step, or because another row is for the same person.'),
  cancelled: count('Had not begun when the batch was cancelled.'),
  wouldSend: count('On a dry run: nothing speaks against it.'),
  invalid: count('Of the refused: the row itself is wrong; see errors.csv.'),
  duplicates: count('Of the skipped: another row is for the same person.'),
  watching: count('Of the waiting: the message is on its way and its outcome is waited for.'),
  rate: z
    .number()
    .describe('People a second: of the last minute while it runs, of all of it once it is over.'),
  leftMs: z.int().nullable().describe('How long the rest takes at that rate; null: nobody can tell.'),
  classes: z
    .array(
      z.object({
        state: z.enum(ROW_STATES),
        code: z.string().describe('The reason as a word; empty where there is none.'),
        text: z
          .string()
          .nullable()
          .describe('The reason as a sentence, without what is particular to a row.'),
        count: z.int(),
        mayRetry: z.boolean().describe('POST …/retry with this code as `class` tries these people again.'),
      }),
    )
    .describe('People by how they ended.'),
  resting: z
    .object({ untilAt: z.iso.datetime(), code: z.string() })
    .nullable()
    .describe('The host is in trouble or wants us slower: until when it is left alone.'),
  source: z
    .object({
      format: z.enum(['csv', 'json']),
      encoding: z.string().optional(),
      separator: z.string().optional(),
      columns: z.array(z.object({ name: z.string(), meaning: z.enum(MEANINGS) })).optional(),
    })
    .nullable()
    .describe('How the list was read.'),
  createdAt: z.iso.datetime(),
  receivedAt: z.iso.datetime().nullable(),
  finishedAt: z.iso.datetime().nullable(),
})

/** Batches, newest first. */
export const BatchPageSchema = z.object({
  items: z.array(BatchSchema),
  next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
})

/** People of a batch, in the order of its list. */
export const BatchPeopleSchema = z.object({
  items: z.array(
    z.object({
      row: z.int().describe('From 1, the header not counted.'),
      line: z.int().nullable().describe('Where the row ends in the file.'),
      recipient: z.looseObject({}).nullable(),
      state: z.enum(ROW_STATES),
      exit: z.string().nullable(),
      reason: z.object({ code: z.string(), text: z.string().nullable() }).nullable(),
      operationId: z.string().nullable(),
      at: z.iso.datetime().nullable(),
    }),
  ),
  next: z.string().nullable(),
})
