import type { Operator } from '../../domain/words.ts'
import { remembered } from '../remember.ts'
import type { Edna } from './api.ts'
import { agentLoginOf, operatorIdOf, presenceOf } from './map.ts'
import { AgentsAnswer, type WireAgent } from './wire.ts'

const PAGE = 50
const MOST_AGENTS = 10_000

/** The stand's agents by login. */
export type Agents = () => Promise<ReadonlyMap<string, WireAgent>>

/** There is no read of one agent, so all are read; remembered as shortly as threads are, because presence changes. */
export function agentsOf({ center, settings, now }: Edna): Agents {
  return remembered(
    async () => {
      const agents = new Map<string, WireAgent>()
      for (let page = 0; agents.size < MOST_AGENTS; page += 1) {
        const read = await center.read({
          method: 'GET',
          path: `v1/agents?states=ALL&page=${page}&size=${PAGE}`,
          answer: AgentsAnswer,
        })
        const before = agents.size
        for (const agent of read) agents.set(agent.login, agent)
        if (agents.size === before || read.length < PAGE) break
      }
      return agents
    },
    settings.threadsFreshForMs,
    now,
  )
}

/** Agents by the CRM's id. The host shows no names: they stand in the settings, else the login is shown. */
export function operatorsOf(
  { settings }: Edna,
  agents: Agents,
): { get(id: string): Promise<Operator | null> } {
  return {
    get: async (id) => {
      const login = agentLoginOf(settings, id)
      const agent = (await agents()).get(login)
      // Of a user who is mapped, the login is not an id too.
      if (!agent || operatorIdOf(settings, login) !== id) return null
      const name = settings.operators.find((one) => one.id === id)?.name ?? login
      return { id, name, status: presenceOf(agent.status) }
    },
  }
}
