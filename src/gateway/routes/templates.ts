import * as z from 'zod'
import { catalogueOf } from '../../outbound/index.ts'
import { CatalogueSchema } from '../../wire/form.ts'
import { ChannelSchema, Id } from '../../wire/rules.ts'
import { defineRoute, json } from '../route.ts'

/** The catalogue of a line and channel (R-TPL-4, R-TPL-6). */
export const readTemplates = defineRoute({
  method: 'GET',
  path: '/v1/templates',
  who: 'context',
  summary:
    'Every template that may be sent now on a line and channel, the last used of this person, and what the record fills.',
  query: z.object({ lineId: Id, channel: ChannelSchema, contactId: Id }),
  answers: { 200: { description: 'The catalogue.', schema: CatalogueSchema } },
  problems: ['unknown-operator'],
  async respond({ caller, query }) {
    return json(await catalogueOf(caller.workspace.outbound, caller.asker, query))
  },
})
