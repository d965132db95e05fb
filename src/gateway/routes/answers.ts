import * as z from 'zod'
import { BEGUN, dropBegun, readBegun, saveBegun, sessionOffers } from '../../outbound/index.ts'
import { DraftSchema } from '../../wire/draft.ts'
import { BegunSchema, DraftKeptSchema, OffersSchema } from '../../wire/form.ts'
import { defineRoute, empty, json } from '../route.ts'
import { DRAFT_LIMIT } from './drafts.ts'

const What = z.object({ what: z.enum(BEGUN).default('answer') })

/** What an answer may be made of, asked when somebody is about to write one. */
export const readSessionOffers = defineRoute({
  method: 'GET',
  path: '/v1/sessions/:id/offers',
  who: 'context',
  summary:
    'What an answer in a session may be made of: templates, files, canned replies, and its window as of now.',
  answers: { 200: { description: 'The offers.', schema: OffersSchema } },
  problems: ['unknown-operator', 'unknown-session'],
  async respond({ caller, param }) {
    return json(await sessionOffers(caller.workspace.outbound, caller.asker, param('id')))
  },
})

/** The answer as the person left it (R-ERR-1). */
export const readAnswerDraft = defineRoute({
  method: 'GET',
  path: '/v1/sessions/:id/draft',
  who: 'context',
  summary: 'The answer, or the note, that this person has begun in a session; null where there is none.',
  answers: { 200: { description: 'The draft.', schema: BegunSchema } },
  query: What,
  async respond({ caller, param, query: { what } }) {
    const begun = { sessionId: param('id'), what }
    return json({ draft: await readBegun(caller.workspace.outbound, caller.asker, begun) })
  },
})

/** Keeps an answer as a form is kept: what another tab has written since is never overwritten. */
export const keepAnswerDraft = defineRoute({
  method: 'PUT',
  path: '/v1/sessions/:id/draft',
  who: 'context',
  summary:
    'Keeps an answer as the person left it: one per session and person. `version` is the one it builds on.',
  query: What,
  body: DraftSchema,
  bodyLimit: DRAFT_LIMIT,
  answers: { 200: { description: 'Kept; the version that stands there now.', schema: DraftKeptSchema } },
  problems: ['draft-conflict'],
  async respond({ caller, param, query: { what }, body }) {
    const begun = { sessionId: param('id'), what }
    return json(await saveBegun(caller.workspace.outbound, caller.asker, begun, body))
  },
})

/** Forgets a begun answer. */
export const forgetAnswerDraft = defineRoute({
  method: 'DELETE',
  path: '/v1/sessions/:id/draft',
  who: 'context',
  summary: 'Forgets a begun answer.',
  forReaders: true,
  answers: { 204: { description: 'Forgotten, or there was none.' } },
  query: What,
  async respond({ caller, param, query: { what } }) {
    await dropBegun(caller.workspace.outbound, caller.asker, { sessionId: param('id'), what })
    return empty()
  },
})
