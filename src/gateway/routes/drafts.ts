import * as z from 'zod'
import { dropDraft, saveDraft } from '../../outbound/index.ts'
import { DraftSchema } from '../../wire/draft.ts'
import { DraftKeptSchema } from '../../wire/form.ts'
import { ContactParameter } from '../identity.ts'
import { defineRoute, empty, json } from '../route.ts'

/** A draft may hold 100,000 characters, so that a text that is too long is kept until it is shortened. */
export const DRAFT_LIMIT = 700 * 1024

/** Keeps the form as the person left it (R-ERR-1). */
export const keepDraft = defineRoute({
  method: 'PUT',
  path: '/v1/draft',
  who: 'context',
  summary:
    'Keeps the form as the person left it: one draft per record and person. `version` is the one it builds on.',
  query: z.object({ contact: ContactParameter }),
  body: DraftSchema,
  bodyLimit: DRAFT_LIMIT,
  answers: { 200: { description: 'Kept; the version that stands there now.', schema: DraftKeptSchema } },
  problems: ['draft-conflict'],
  async respond({ caller, body }) {
    return json(await saveDraft(caller.workspace.outbound, caller.asker, body))
  },
})

/** Forgets the draft. */
export const forgetDraft = defineRoute({
  method: 'DELETE',
  path: '/v1/draft',
  who: 'context',
  summary: 'Forgets the draft.',
  forReaders: true,
  query: z.object({ contact: ContactParameter }),
  answers: { 204: { description: 'Forgotten, or there was none.' } },
  async respond({ caller }) {
    await dropDraft(caller.workspace.outbound, caller.asker)
    return empty()
  },
})
