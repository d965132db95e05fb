import * as z from 'zod'
import { listCannedReplies } from '../../outbound/index.ts'
import { CannedReplyPageSchema } from '../../wire/form.ts'
import { defineRoute, json } from '../route.ts'
import { CursorSchema } from './contacts.ts'

/** Ready answers (R-MSG-2). */
export const readCannedReplies = defineRoute({
  method: 'GET',
  path: '/v1/canned-replies',
  who: 'context',
  summary: 'Canned replies: the person’s own and those of the directory.',
  query: z.object({ cursor: CursorSchema }),
  answers: { 200: { description: 'A page of canned replies.', schema: CannedReplyPageSchema } },
  problems: ['unknown-operator', 'not-supported'],
  async respond({ caller, query }) {
    return json(await listCannedReplies(caller.workspace.outbound, caller.asker, query.cursor ?? null))
  },
})
