import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { Routing, RoutingTarget } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { badRequest, unknownId } from './ids.ts'
import { AssignedAnswer, CreatedMessage, StatusAnswer, TeamsAnswer } from './wire.ts'

/** Agent, team, and end of a conversation (facts, 2.3). */
export function routingOf(chatwoot: Chatwoot): Required<Routing> {
  const { account, ids } = chatwoot
  return {
    assign: (sessionId, operatorId) => assign(chatwoot, sessionId, operatorId),
    targets: () => targets(chatwoot),
    handOver: async (sessionId, target, comment) => {
      const conversation = ids.known('conversation', sessionId)
      if (comment !== null && comment.trim() !== '')
        await account.deed({
          method: 'POST',
          path: path('conversations', String(conversation), 'messages'),
          json: { content: comment, private: true },
          answer: CreatedMessage,
        })
      if (target.kind === 'operator') return assign(chatwoot, sessionId, target.id)
      if (target.kind === 'group')
        return give(chatwoot, conversation, { team_id: ids.known('team', target.id) })
      throw badRequest(`A conversation cannot be handed to a ${target.kind} here.`)
    },
    close: async (sessionId) => {
      await account.deed({
        method: 'POST',
        path: path('conversations', String(ids.known('conversation', sessionId)), 'toggle_status'),
        json: { status: 'resolved' },
        answer: StatusAnswer,
      })
    },
  }
}

/** An id that the host does not know would take the conversation away from its agent, so it is looked up first. */
async function assign(chatwoot: Chatwoot, sessionId: string, operatorId: string): Promise<void> {
  const { ids } = chatwoot
  const conversation = ids.known('conversation', sessionId)
  const agent = ids.known('agent', operatorId)
  if (!(await chatwoot.agents()).some(({ id }) => id === agent)) throw unknownId()
  await give(chatwoot, conversation, { assignee_id: agent })
}

async function give(
  { account }: Chatwoot,
  conversation: number,
  json: { readonly assignee_id: number } | { readonly team_id: number },
): Promise<void> {
  const given = await account.deed({
    method: 'POST',
    path: path('conversations', String(conversation), 'assignments'),
    json,
    answer: AssignedAnswer,
  })
  if (given?.id === Object.values(json)[0]) return
  throw new HostError('The host did not give the conversation to whom we said.', {
    kind: 'unknown',
    code: 'unexpected-answer',
    happened: 'maybe',
  })
}

async function targets({ account, agents, ids, settings }: Chatwoot): Promise<readonly RoutingTarget[]> {
  const [people, teams] = await Promise.all([
    agents(),
    account.read({ method: 'GET', path: 'teams', answer: TeamsAnswer }),
  ])
  return [
    ...people
      .filter(({ id }) => id !== settings.serviceUser)
      .map(({ id, name }) => ({ kind: 'operator' as const, id: ids.ours('agent', id), name })),
    ...teams.map(({ id, name }) => ({ kind: 'group' as const, id: ids.ours('team', id), name })),
  ]
}
