import type { Operator } from '../../domain/words.ts'
import type { Chatwoot } from './api.ts'
import { AVAILABILITY } from './map.ts'

/** Agents by id, with the status that the host works out of their presence. */
export function operatorsOf({ agents, ids }: Chatwoot): { get(id: string): Promise<Operator | null> } {
  return {
    get: async (id) => {
      const number = ids.theirs('agent', id)
      if (number === null) return null
      const agent = (await agents()).find((one) => one.id === number)
      return agent
        ? { id, name: agent.name, status: AVAILABILITY[agent.availability_status ?? ''] ?? null }
        : null
    },
  }
}
