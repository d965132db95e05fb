import type { Engine, StoreView } from '../../../engine/index.ts'
import type { ProfileHolder } from '../profile.ts'
import { TENANT } from '../values.ts'
import { channelId, typeNow } from './channels.ts'
import { documented } from './documented.ts'
import { messageItem } from './messages.ts'
import { RefItem, refTo } from './references.ts'
import type { Entry } from './search.ts'

type SessionView = StoreView['sessions'][number]

type SessionField = (session: SessionView, engine: Engine) => unknown

/** The documented fields of `LineSessionData` (facts, 1.3). */
const FIELD: Readonly<Record<string, SessionField>> = {
  __id: ({ id }) => id,
  __name: ({ subject }) => subject,
  __createdAt: ({ openedAt }) => at(openedAt),
  __createdBy: () => undefined,
  __updatedAt: ({ lastActivityAt }) => at(lastActivityAt),
  __updatedBy: () => undefined,
  __deletedAt: () => undefined,
  _acceptedAt: ({ openedAt }) => at(openedAt),
  _apps: ({ contactId }) => [new RefItem(TENANT.contacts.namespace, TENANT.contacts.code, contactId)],
  _channel: ({ lineId, channel }) => refTo('LineChannel', channelId(lineId, channel)),
  _clients: ({ accountId }) => [refTo('LineClient', accountId)],
  _closedAt: ({ closedAt }) => at(closedAt),
  _externalChatId: ({ address }) => address,
  _externalChatName: ({ contactId }, engine) => engine.contact(contactId)?.name,
  _lastActivityAt: ({ lastActivityAt }) => at(lastActivityAt),
  _line: ({ lineId }) => refTo('Line', lineId),
  _priority: () => 'Medium',
  _state: stateOf,
  _userGroupId: ({ groupId }) => groupId ?? undefined,
  _userId: ({ operatorId }) => operatorId ?? undefined,
}
export const SESSION_FIELDS = Object.keys(FIELD)
const DEFAULT_MESSAGES = 10
const MOST_MESSAGES = 10_000

export function sessionEntry(engine: Engine, profile: ProfileHolder, session: SessionView): Entry<object> {
  return {
    values: (field) => FIELD[field]?.(session, engine),
    item: () => sessionItem(engine, profile, session),
  }
}

function stateOf({ state, spam }: SessionView): string {
  if (spam) return 'MarkedAsSpam'
  return { queued: 'Waiting', active: 'AssignedToOperator', closed: 'Closed' }[state]
}

/** The documented methods of a session (facts, section 5). What the host refuses rejects the promise. */
function sessionItem(engine: Engine, profile: ProfileHolder, session: SessionView): object {
  const messages = (): object[] => {
    const all = engine.messagesOf(session.id).map((message) => messageItem(message, session.accountId))
    return profile.now.messageOrder === 'newest-first' ? all.toReversed() : all
  }
  const again = (): object => sessionEntry(engine, profile, current(engine, session.id)).item()
  return documented('LineSessionItem', {
    id: session.id,
    namespace: 'system',
    code: '_line_sessions',
    data: documented('LineSessionData', dataOf(engine, session)),
    async assignToBot(_silent = false) {
      throw new Error('The line has no bot.')
    },
    async assignToOperator(operator: { readonly id: string }) {
      mayChange(engine, profile)
      engine.assign(session.id, operator.id)
    },
    async assignToOperatorGroup(group: { readonly id: string }) {
      mayChange(engine, profile)
      engine.assignToGroup(session.id, group.id)
    },
    async close() {
      const { operatorId } = current(engine, session.id)
      const actor = profile.now.scriptActsAs === 'assigned-operator' ? operatorId : TENANT.tokenOwnerId
      if (actor === null)
        throw new Error('Nobody is assigned: only the assigned operator or bot may close the session.')
      mustNotBeOffline(engine, actor)
      engine.close(session.id, actor)
    },
    fetch: async () => again(),
    async getAllMessages(from = 0, size = DEFAULT_MESSAGES) {
      return messages().slice(from, from + Math.min(size, MOST_MESSAGES))
    },
    async getLastMessage() {
      const last = engine.messagesOf(session.id).at(-1)
      return last && messageItem(last, session.accountId)
    },
    async markAsSpam() {
      mayChange(engine, profile)
      if (['internal', 'support'].includes(typeNow(session.channel, profile.now)))
        throw new Error('Sessions of this channel cannot be marked as spam.')
      engine.markAsSpam(session.id)
    },
    normalize: () => undefined,
  })
}

/** An offline operator may only look (facts, 1.4), where a script acts as the owner of its token. */
function mayChange(engine: Engine, { now }: ProfileHolder): void {
  if (now.scriptActsAs === 'token-owner') mustNotBeOffline(engine, TENANT.tokenOwnerId)
}

function mustNotBeOffline({ store }: Engine, operatorId: string): void {
  const operator = store.operators.find(({ id }) => id === operatorId)
  if (operator?.status === 'offline') throw new Error('The operator is offline.')
}

function dataOf(engine: Engine, session: SessionView): object {
  return Object.fromEntries(Object.entries(FIELD).map(([field, value]) => [field, value(session, engine)]))
}

function current(engine: Engine, id: string): SessionView {
  const session = engine.session(id)
  if (!session) throw new Error('The session is gone.')
  return session
}

function at(time: string | null): Date | undefined {
  return time === null ? undefined : new Date(time)
}
