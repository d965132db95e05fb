import * as z from 'zod'
import { offersOf } from '../../outbound/index.ts'
import { OffersSchema } from '../../wire/form.ts'
import { ChannelSchema, Id } from '../../wire/rules.ts'
import { inOneLook } from '../look.ts'
import { defineRoute, json } from '../route.ts'

/** What the form may offer on one way; asked anew at every step (R-OPEN-4). */
export const readOffers = defineRoute({
  method: 'GET',
  path: '/v1/offers',
  who: 'context',
  summary:
    'What may be done on one way to a contact: its verdict as of now, templates, files, tags, the host’s fields, what comes after.',
  query: z.object({
    contactId: Id,
    lineId: Id,
    channel: ChannelSchema,
    address: z.string().min(1).max(254).describe('An address of the contact, or the correction of one.'),
  }),
  answers: { 200: { description: 'The offers.', schema: OffersSchema } },
  problems: ['unknown-operator', 'unknown-contact'],
  async respond({ caller, query }) {
    return json(await inOneLook(() => offersOf(caller.workspace.outbound, caller.asker, query)))
  },
})
