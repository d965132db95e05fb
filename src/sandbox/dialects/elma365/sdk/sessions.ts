import type { Engine, StoreView } from '../../../engine/index.ts'
import type { ProfileHolder } from '../profile.ts'
import { TENANT } from '../values.ts'
import { channelId } from './channels.ts'
import { documented } from './documented.ts'
import { messageItem } from './messages.ts'
import { RefItem, refTo } from './references.ts'
import type { Entry, Values } from './search.ts'

type SessionView = StoreView['sessions'][number]

/** The documented fields of `LineSessionData` (facts, 1.3). */
export const SESSION_FIELDS = (
  '__id __name __createdAt __createdBy __updatedAt __updatedBy __deletedAt _acceptedAt _apps _channel _clients _closedAt ' +
  '_externalChatId _externalChatName _lastActivityAt _line _priority _state _userGroupId _userId'
).split(' ')
const DEFAULT_MESSAGES = 10
const MOST_MESSAGES = 10_000

export function sessionEntry(engine: Engine, profile: ProfileHolder, session: SessionView): Entry<object> {
  const values = valuesOf(engine.store, session)
  return { values, item: () => sessionItem(engine, profile, session, values) }
}

function valuesOf(store: StoreView, session: SessionView): Values {
  const contact = store.contacts.find(({ id }) => id === session.contactId)
  return {
    __id: session.id,
    __name: session.subject,
    __createdAt: at(session.openedAt),
    __createdBy: undefined,
    __updatedAt: at(session.lastActivityAt),
    __updatedBy: undefined,
    __deletedAt: undefined,
    _acceptedAt: at(session.openedAt),
    _apps: [new RefItem(TENANT.contacts.namespace, TENANT.contacts.code, session.contactId)],
    _channel: refTo('LineChannel', channelId(session.lineId, session.channel)),
    _clients: [refTo('LineClient', session.accountId)],
    _closedAt: at(session.closedAt),
    _externalChatId: session.address,
    _externalChatName: contact?.name,
    // Kept as text for the search, which sorts by it; ISO times sort as they read.
    _lastActivityAt: session.lastActivityAt,
    _line: refTo('Line', session.lineId),
    _priority: 'Medium',
    _state: stateOf(session),
    _userGroupId: session.groupId ?? undefined,
    _userId: session.operatorId ?? undefined,
  }
}

function stateOf({ state, spam }: SessionView): string {
  if (spam) return 'MarkedAsSpam'
  return { queued: 'Waiting', active: 'AssignedToOperator', closed: 'Closed' }[state]
}

/** The documented methods of a session (facts, section 5). What the host refuses rejects the promise. */
function sessionItem(engine: Engine, profile: ProfileHolder, session: SessionView, values: Values): object {
  const messages = (): object[] => {
    const all = engine.messagesOf(session.id).map((message) => messageItem(message, session.accountId))
    return profile.now.messageOrder === 'newest-first' ? all.toReversed() : all
  }
  const again = (): object => sessionEntry(engine, profile, current(engine, session.id)).item()
  return documented('LineSessionItem', {
    id: session.id,
    namespace: 'system',
    code: '_line_sessions',
    data: documented('LineSessionData', { ...values, _lastActivityAt: new Date(session.lastActivityAt) }),
    async assignToBot(_silent = false) {
      throw new Error('The line has no bot.')
    },
    async assignToOperator(operator: { readonly id: string }) {
      engine.assign(session.id, operator.id)
    },
    async assignToOperatorGroup(group: { readonly id: string }) {
      engine.assignToGroup(session.id, group.id)
    },
    async close() {
      const { operatorId } = current(engine, session.id)
      const actor = profile.now.scriptActsAs === 'assigned-operator' ? operatorId : TENANT.tokenOwnerId
      if (actor === null)
        throw new Error('Nobody is assigned: only the assigned operator or bot may close the session.')
      if (engine.store.operators.find(({ id }) => id === actor)?.status === 'offline')
        throw new Error('The operator is offline.')
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
      engine.markAsSpam(session.id)
    },
    normalize: () => undefined,
  })
}

function current(engine: Engine, id: string): SessionView {
  const session = engine.store.sessions.find((other) => other.id === id)
  if (!session) throw new Error('The session is gone.')
  return session
}

function at(time: string | null): Date | undefined {
  return time === null ? undefined : new Date(time)
}
