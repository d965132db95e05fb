import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { Routing, RoutingTarget } from '../port.ts'
import { signedComment } from '../signed-comment.ts'
import type { Chatwoot } from './api.ts'
import { badRequest, unknownId } from './ids.ts'
import { HANDED_TO } from './mark.ts'
import { AssignedAnswer, CreatedMessage, MessagesAnswer, StatusAnswer, TeamsAnswer } from './wire.ts'

/** Agent, team, and end of a conversation (facts, 2.3). */
export function routingOf(chatwoot: Chatwoot): Required<Routing> {
  const { ids } = chatwoot
  return {
    assign: (sessionId, operatorId) => assign(chatwoot, sessionId, operatorId),
    targets: () => targets(chatwoot),
    handOver: async (sessionId, target, comment, by) => {
      const conversation = ids.known('conversation', sessionId)
      if (target.kind === 'operator') await assign(chatwoot, sessionId, target.id)
      else if (target.kind === 'group')
        await give(chatwoot, conversation, { team_id: ids.known('team', target.id) })
      else throw badRequest(`A conversation cannot be handed to a ${target.kind} here.`)
      // Last, because it is the one thing here that would stand there twice if it were repeated.
      if (comment !== null && comment.trim() !== '')
        await noteOnce(chatwoot, conversation, target, comment, by)
    },
    close: (sessionId) => setStatus(chatwoot, sessionId, 'resolved'),
    reopen: (sessionId) => setStatus(chatwoot, sessionId, 'open'),
  }
}

async function setStatus(
  { account, ids }: Chatwoot,
  sessionId: string,
  status: 'open' | 'resolved',
): Promise<void> {
  await account.deed({
    method: 'POST',
    path: path('conversations', String(ids.known('conversation', sessionId)), 'toggle_status'),
    json: { status },
    answer: StatusAnswer,
  })
}

/** A private note, unless this very hand-over has left it there already: a hand-over may be repeated (R-AFTER-5). */
async function noteOnce(
  chatwoot: Chatwoot,
  conversation: number,
  { kind, id }: RoutingTarget,
  comment: string,
  by: string,
): Promise<void> {
  const { account } = chatwoot
  // The host makes the owner of the token the author.
  const author = chatwoot.accountAs(by)
  const text = author === account ? await inNameOf(chatwoot, by, comment) : comment
  const messages = path('conversations', String(conversation), 'messages')
  const { payload } = await account.read({ method: 'GET', path: messages, answer: MessagesAnswer })
  const to = `${kind}/${id}`
  const isThere = payload.some(
    ({ private: isPrivate, content, content_attributes: attributes }) =>
      isPrivate === true && content === text && attributes?.[HANDED_TO] === to,
  )
  if (isThere) return
  await author.deed({
    method: 'POST',
    path: messages,
    json: { content: text, private: true, content_attributes: { [HANDED_TO]: to } },
    answer: CreatedMessage,
  })
}

/** Of an agent whose token we do not have: the note will bear the name of our own user. */
async function inNameOf({ agents, ids }: Chatwoot, by: string, comment: string): Promise<string> {
  const number = ids.theirs('agent', by)
  const agent = (await agents()).find(({ id }) => id === number)
  return agent ? signedComment(agent.name, comment) : comment
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
