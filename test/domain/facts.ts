import type { ChannelPolicy, HostPolicy } from '../../src/domain/policy.ts'
import type { ReachFacts } from '../../src/domain/reach.ts'
import type { Line, Operator, Session } from '../../src/domain/words.ts'

export const NOW = new Date('2026-11-20T10:00:00Z')

const plain: ChannelPolicy = {
  start: 'anyone',
  openSession: 'refuses',
  address: 'any',
  windowMs: null,
  subject: 'none',
  textLimit: null,
}

/** A host in the manner of ELMA365, with the paid Service solution, and a channel with a window beside. */
export const POLICY: HostPolicy = {
  channels: {
    email: { ...plain, openSession: 'allowed', address: 'email', subject: 'optional' },
    whatsapp: { ...plain, address: 'e164' },
    telegram: plain,
    'telegram-bot': { ...plain, start: 'wrote-before' },
    'viber-bot': { ...plain, start: 'never' },
    custom: { ...plain, start: 'if-enabled' },
    viber: { ...plain, windowMs: 24 * 3600_000, textLimit: 10 },
    'web-chat': { ...plain, openSession: 'warns' },
  },
  openScope: 'account',
  operatorMayStart: ['active', 'out', 'finishing'],
  reply: 'assignee',
  cannotTell: ['blocked'],
}

export const line: Line = {
  id: 'line-1',
  name: 'Support',
  channels: ['email', 'whatsapp', 'telegram', 'telegram-bot', 'viber-bot', 'custom', 'viber', 'web-chat'],
  operators: ['op-1'],
  supervisors: ['op-3'],
}
export const operator: Operator = { id: 'op-1', name: 'Olga', status: 'active' }

export const session = (more: Partial<Session> = {}): Session => ({
  id: 's-1',
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp',
  address: '+79120000001',
  state: 'active',
  operatorId: 'op-2',
  subject: null,
  openedAt: '2026-11-20T09:00:00.000Z',
  lastActivityAt: '2026-11-20T09:30:00.000Z',
  closedAt: null,
  ...more,
})

/** Everything known and nothing in the way. */
export const facts = (more: Partial<ReachFacts> = {}): ReachFacts => ({
  line,
  account: { channel: 'whatsapp', address: '+79120000001' },
  operator,
  openSessions: [],
  wroteBefore: true,
  lastInboundAt: null,
  blocked: false,
  enabledByMessenger: true,
  country: 'RU',
  ...more,
})
