import * as z from 'zod'
import {
  cancelInitiative,
  cancelInitiatives,
  mustWriteForStep,
  operationReport,
} from '../../outbound/index.ts'
import { recorded } from '../deeds.ts'
import { Problem } from '../problems.ts'
import { defineRoute, json } from '../route.ts'
import { ReportSchema } from '../step-schemas.ts'

const Id = z.string().min(1).max(200)

/** Calls off one step: what has not left will not leave, and what has left is no longer watched. */
export const cancelOne = defineRoute({
  method: 'POST',
  path: '/v1/operations/:id/cancel',
  who: 'operations',
  summary:
    'Calls a waiting step off: what has not left ends as skipped (reason cancelled), what has left is no longer watched and its exit is what is known.',
  answers: { 200: { description: 'Where it stands after that.', schema: ReportSchema } },
  problems: ['unknown-operation'],
  async respond({ caller, param }) {
    const { outbound } = caller.workspace
    await recorded(caller, 'cancel', param('id'), async () => {
      await mustWriteForStep(outbound, caller.operatorId, param('id'))
      await cancelInitiative(outbound, param('id'))
    })
    const report = await operationReport(outbound, param('id'))
    if (!report) throw new Problem('unknown-operation')
    return json(report)
  },
})

/** The same for every step that waits for a contact or a record. */
export const cancelMany = defineRoute({
  method: 'POST',
  path: '/v1/operations/cancel',
  who: 'secret',
  summary: 'Calls off every waiting step of a contact, or those that were asked for by a record.',
  body: z
    .strictObject({
      contactId: Id.optional(),
      record: z.strictObject({ type: Id, id: Id }).optional(),
    })
    .refine(({ contactId, record }) => (contactId === undefined) !== (record === undefined), {
      error: 'give exactly one of contactId and record',
    }),
  answers: {
    200: {
      description: 'Which were called off.',
      schema: z.object({ operationIds: z.array(z.string()) }),
    },
  },
  async respond({ caller: { workspace }, body: { contactId, record } }) {
    const whose = record ? { record } : { contactId: contactId ?? '' }
    return json({ operationIds: await cancelInitiatives(workspace.outbound, whose) })
  },
})
