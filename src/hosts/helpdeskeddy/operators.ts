import type { Operator } from '../../domain/words.ts'
import { unknownId, type Helpdeskeddy } from './api.ts'
import { userOf } from './contacts.ts'
import { isClient, nameOf } from './map.ts'
import type { WireUser } from './wire.ts'

/** Staff by id. What the numbers of their presence mean is not documented, so the status is unknown. */
export function operatorsOf(hde: Helpdeskeddy): { get(id: string): Promise<Operator | null> } {
  return {
    get: async (id) => {
      const user = await agentOf(hde, id)
      return user && { id, name: nameOf(user) ?? id, status: null }
    },
  }
}

/** The number of a member of the staff. Throws `unknown-id`: what the host does with others is not documented. */
export async function agentNumber(hde: Helpdeskeddy, operatorId: string): Promise<number> {
  const user = await agentOf(hde, operatorId)
  if (!user) throw unknownId('operator')
  return user.id
}

async function agentOf(hde: Helpdeskeddy, operatorId: string): Promise<WireUser | null> {
  const number = hde.ids.operator.number(operatorId)
  const user = number === null ? null : await userOf(hde, number)
  return user && !isClient(user) ? user : null
}
