import type { Account, OperatorStatus, Session, SessionState } from '../../domain/words.ts'
import type { HostMessage } from '../port.ts'
import { contactIdOf } from './clients.ts'
import type { EdnaSettings } from './settings.ts'
import type { WireMessage, WireThread } from './wire.ts'

/** Thread states (facts, section 4). */
const STATE: Readonly<Record<string, SessionState>> = {
  NEW: 'queued',
  UNASSIGNED: 'queued',
  SUSPENDED: 'queued',
  ASSIGNED: 'active',
  REASSIGNED: 'active',
  ANSWER_NEEDED: 'active',
  WAITING: 'active',
  IN_PROGRESS: 'active',
  CLOSED: 'closed',
}

/** Every state by its name; the list of the vendor is not whole, and what is not CLOSED must never pass for closed. */
export function stateOf({ status, currentAgentLogin }: WireThread): SessionState {
  return STATE[status.toUpperCase()] ?? (currentAgentLogin ? 'active' : 'queued')
}

/** All that the vendor names, for asking about threads of any state. */
export const STATUSES = Object.keys(STATE)

/** What agents show (facts, section 4: PRE_INACTIVE as "finishing" is inferred); others are unknown. */
const PRESENCE: Readonly<Record<string, OperatorStatus>> = {
  READY: 'active',
  OUTGOING: 'out',
  PRE_INACTIVE: 'finishing',
  INACTIVE: 'offline',
}
/** The operator’s status (R-OPER-1); `null` for one that we have no word for. */
export function presenceOf(status: string | null | undefined): OperatorStatus | null {
  return PRESENCE[(status ?? '').toUpperCase()] ?? null
}

/** Our id of a thread. */
export function sessionIdOf({ sessionPrefix }: Pick<EdnaSettings, 'sessionPrefix'>, thread: number): string {
  return `${sessionPrefix}${thread}`
}

/** The number of the thread; `null` for an id that is not ours. */
export function threadIdOf(
  { sessionPrefix }: Pick<EdnaSettings, 'sessionPrefix'>,
  id: string,
): number | null {
  if (!id.startsWith(sessionPrefix)) return null
  const digits = id.slice(sessionPrefix.length)
  return /^(0|[1-9]\d{0,15})$/.test(digits) && Number.isSafeInteger(Number(digits)) ? Number(digits) : null
}

/** Our id of an agent: the CRM's where the settings map the login, else the login. */
export function operatorIdOf(
  { operators }: Pick<EdnaSettings, 'operators'>,
  login: string | null | undefined,
) {
  if (!login) return null
  return operators.find((one) => one.login === login)?.id ?? login
}

/** The agent's login behind our id. */
export function agentLoginOf({ operators }: Pick<EdnaSettings, 'operators'>, operatorId: string): string {
  return operators.find((one) => one.id === operatorId)?.login ?? operatorId
}

/**
 * A thread in our words. It names neither channel (only a number of the stand) nor address: both come from the settings and
 * the client's card. The time of its last change of state is taken for its last activity.
 */
export function sessionOf(wire: WireThread, settings: EdnaSettings, accounts: readonly Account[]): Session {
  const line = settings.lines.find(({ channelNumber }) => channelNumber === wire.channel)
  const state = stateOf(wire)
  const lastActivityAt = utc(wire.stateChangeTime ?? wire.startTime)
  const login = state === 'closed' ? wire.lastAgentLogin : wire.currentAgentLogin
  return {
    id: sessionIdOf(settings, wire.id),
    contactId: contactIdOf(wire.clientExternalId, wire.clientId),
    lineId: line?.id ?? '',
    channel: line?.channel ?? 'custom',
    address: accounts.find(({ channel }) => channel === line?.channel)?.address ?? '',
    state,
    operatorId: operatorIdOf(settings, login),
    subject: null,
    openedAt: utc(wire.startTime),
    lastActivityAt,
    closedAt: state === 'closed' ? lastActivityAt : null,
  }
}

const SENDER: Readonly<Record<string, HostMessage['author']['kind']>> = {
  CLIENT: 'customer',
  OPERATOR: 'operator',
  BOT: 'system',
}

/** @param place its place in the thread, counted from the oldest: the host gives messages no ids. */
export function messageOf(wire: WireMessage, sessionId: string, place: number): HostMessage {
  const kind = SENDER[wire.sender.toUpperCase()] ?? 'system'
  return {
    id: `${sessionId}.${place}`,
    sessionId,
    direction: kind === 'customer' ? 'inbound' : 'outbound',
    text: wire.text ?? '',
    author: { kind, id: null, name: null },
    // Stored is all that this history says (R-ERR-3).
    status: kind === 'customer' ? null : 'accepted',
    failure: null,
    at: utc(wire.receivedDate),
  }
}

/** The host's times may have an offset; ours are UTC. */
export function utc(at: string): string {
  return new Date(at).toISOString()
}

/** Phones go in digits with the country code (facts, 2.3). */
export function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '')
}
