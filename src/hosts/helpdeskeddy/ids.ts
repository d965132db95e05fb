import type { HelpdeskeddySettings } from './settings.ts'

/** Large enough for every number the host counts, and safe in JavaScript. */
const NUMBER = /^\d{1,16}$/

/** Both ways between our ids and the host's numbers. `null`: no number of the host is meant. */
export function idsOf({ idPrefixes, operators }: Pick<HelpdeskeddySettings, 'idPrefixes' | 'operators'>) {
  const agents = new Map(operators.map(({ id, agentId }) => [id, agentId]))
  const names = new Map(operators.map(({ id, agentId }) => [agentId, id]))
  return {
    contact: both(idPrefixes.contact),
    session: both(idPrefixes.session),
    message: both(idPrefixes.message),
    operator: {
      of: (agent: number): string => names.get(agent) ?? String(agent),
      number: (id: string): number | null => agents.get(id) ?? (NUMBER.test(id) ? Number(id) : null),
    },
  }
}
export type Ids = ReturnType<typeof idsOf>

function both(prefix: string) {
  return {
    of: (number: number): string => `${prefix}${number}`,
    number: (id: string): number | null => {
      const rest = id.startsWith(prefix) ? id.slice(prefix.length) : ''
      return NUMBER.test(rest) ? Number(rest) : null
    },
  }
}
