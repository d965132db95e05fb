import * as z from 'zod'
import { checkAddress } from '../../outbound/index.ts'
import { AddressCheckSchema } from '../../wire/form.ts'
import { ChannelSchema } from '../../wire/rules.ts'
import { defineRoute, json } from '../route.ts'

/** What a typed address would be (R-ADDR-2 to 4). */
export const readAddress = defineRoute({
  method: 'GET',
  path: '/v1/addresses',
  who: 'context',
  summary:
    'What a typed address of a new contact would be, what is wrong with it, and what was probably meant.',
  query: z.object({ channel: ChannelSchema, address: z.string().max(254) }),
  answers: { 200: { description: 'The address as it would be used.', schema: AddressCheckSchema } },
  async respond({ caller, query, locale }) {
    return json(checkAddress(caller.workspace.outbound, locale, query.channel, query.address))
  },
})
