import * as z from 'zod'
import { openCard } from '../../outbound/index.ts'
import { CardSchema } from '../../wire/schemas.ts'
import { ContactParameter } from '../identity.ts'
import { inOneLook } from '../look.ts'
import { defineRoute, json } from '../route.ts'

/** One request opens a card. */
export const readCard = defineRoute({
  method: 'GET',
  path: '/v1/card',
  who: 'context',
  summary: 'Everything a card needs when it opens.',
  query: z.object({ contact: ContactParameter }),
  answers: { 200: { description: 'The card.', schema: CardSchema } },
  problems: ['unknown-operator'],
  async respond({ caller }) {
    return json(await inOneLook(() => openCard(caller.workspace.outbound, caller.asker)))
  },
})
