import * as z from 'zod'
import { CALLBACK_STATES, type Callback } from '../journal/callback.ts'

/** An answer on its way to a process engine, as administrators see it. */
export const CallbackSchema = z.object({
  operationId: z.string(),
  url: z.string(),
  state: z
    .enum(CALLBACK_STATES)
    .describe(
      '`waiting`: the exit is not known yet; `pending`: to be posted; `given-up`: not taken for three days.',
    ),
  tries: z.int().describe('How many times it was posted.'),
  lastAnswer: z
    .object({
      at: z.iso.datetime(),
      status: z.int().nullable().describe('The HTTP status; null when nothing came back.'),
      error: z.string().nullable().describe('Why nothing came back, as a word.'),
    })
    .nullable()
    .describe('What came of the last try; null before the first.'),
  nextTryAt: z.iso
    .datetime()
    .nullable()
    .describe('Null while it waits for the exit, and when it is not tried any more.'),
  createdAt: z.iso.datetime(),
})

export const CallbackPageSchema = z.object({
  items: z.array(CallbackSchema),
  next: z.string().nullable().describe('The cursor of the next page; null at the end.'),
})

/** As administrators see it. `whole`: with all of the address; else without its query, in which engines carry keys. */
export function wireCallback(callback: Callback, whole: boolean): z.output<typeof CallbackSchema> {
  const { operationId, state, tries, createdAt, lastTryAt, lastStatus, lastError, dueAt } = callback
  const lastAnswer = lastTryAt === null ? null : { at: lastTryAt, status: lastStatus, error: lastError }
  const url = whole ? callback.url : withoutKeys(callback.url)
  return { operationId, url, state, tries, lastAnswer, nextTryAt: dueAt, createdAt }
}

function withoutKeys(address: string): string {
  const { origin, pathname } = new URL(address)
  return `${origin}${pathname}`
}
