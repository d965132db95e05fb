import type { Channel, Line } from '../../domain/words.ts'
import { path } from '../http-body.ts'
import { remembered } from '../remember.ts'
import type { Chatwoot } from './api.ts'
import { MembersAnswer } from './wire.ts'
import type { WireInbox } from './wire-inboxes.ts'

const HOUR_MS = 3_600_000

/** Inboxes from which a conversation can be started. Their members are operators, the account's administrators supervise. */
export function linesOf(chatwoot: Chatwoot): { list(): Promise<readonly Line[]> } {
  return { list: remembered(() => list(chatwoot), chatwoot.settings.freshForMs, chatwoot.now) }
}

async function list(chatwoot: Chatwoot): Promise<readonly Line[]> {
  const { ids, table, settings } = chatwoot
  const [inboxes, agents] = await Promise.all([chatwoot.inboxes(), chatwoot.agents()])
  const administrators = agents.filter(
    ({ id, role }) => role === 'administrator' && id !== settings.serviceUser,
  )
  const lines = inboxes.map(async (inbox) => {
    const channel = table.channelOf(inbox)
    if (channel === null) return null
    return {
      id: ids.ours('inbox', inbox.id),
      name: inbox.name,
      channels: [channel],
      operators: await membersOf(chatwoot, inbox),
      supervisors: administrators.map(({ id }) => ids.ours('agent', id)),
      ...windowOf(inbox, channel),
    }
  })
  return (await Promise.all(lines)).filter((line) => line !== null)
}

/** An API inbox may say for how long after the customer's last message its agents may write (facts, 5). */
function windowOf({ channel_type: type, additional_attributes: extra }: WireInbox, channel: Channel) {
  const hours = type === 'Channel::Api' ? extra?.agent_reply_time_window : null
  return hours ? { windowMs: { [channel]: hours * HOUR_MS } } : {}
}

async function membersOf({ account, ids, settings }: Chatwoot, { id }: WireInbox): Promise<string[]> {
  const { payload } = await account.read({
    method: 'GET',
    path: path('inbox_members', String(id)),
    answer: MembersAnswer,
  })
  return payload
    .filter((agent) => agent.id !== settings.serviceUser)
    .map((agent) => ids.ours('agent', agent.id))
}
