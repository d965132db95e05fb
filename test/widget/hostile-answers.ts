import { CatalogueSchema } from '../../src/wire/form.ts'
import { AuditSchema } from '../../src/wire/history.ts'
import { FoundContactSchema } from '../../src/wire/people.ts'
import * as wire from '../../src/wire/schemas.ts'
import { card, minutesAgo, NOWHERE, session, to } from '../../widget/stories/people.ts'
import { nobodysCard } from '../../widget/stories/scenes-start.ts'
import { ORDER_READY } from '../../widget/stories/scenes-templates.ts'
import type { Scene } from '../../widget/stories/scene.ts'
import { reason, way } from '../../widget/stories/ways.ts'
import { isOthers } from './hostile-others.ts'
import { rewritten, type WireSchema } from './wire-strings.ts'

/** Where a customer's text stood in what was made here, by the names of `wireStrings`. */
export const FILLED = new Set<string>()

/** The attempt, told apart by where it was put; as a comment that changes nothing of what it would run. */
export const marked = (attempt: string, at: string): string => `${attempt} //${at}`

/** The same answer with the attempt in each text that is not of others. */
export function hostile<T>(schema: WireSchema, answer: T, attempt: string): T {
  return rewritten(schema, answer, (at, was) => {
    if (isOthers(at)) return was
    FILLED.add(at)
    return marked(attempt, at)
  })
}

/** Notes what an answer has filled already, and gives it back. */
export function noted<T>(schema: WireSchema, answer: T): T {
  return rewritten(schema, answer, (at, was) => {
    FILLED.add(at)
    return was
  })
}

const refusal = {
  kind: 'refused',
  reasons: [
    reason('session-of-another-operator', null, { operator: 'x' }),
    reason('address-malformed', { kind: 'fix-address', suggestion: 'x' }),
    reason('consent-missing', { kind: 'ask-administrator', whom: 'x' }),
    reason('attachment-format', { kind: 'remove-attachment', name: 'x' }, { name: 'x', file: 'x' }),
  ],
} satisfies wire.WireWay['verdict']

const operation = (n: number): wire.WireOperation => ({
  ...NOWHERE,
  operationId: `o-${n}`,
  state: 'failed',
  sessionId: null,
  messageId: null,
  routing: 'none',
  reasons: [],
  failure: { code: 'host', text: 'x' },
  text: 'x',
  subject: 'x',
  address: 'x',
  attachments: ['x'],
  after: { kind: 'hand-over', target: 'x' },
  at: minutesAgo(n),
})

/** Each attempt in each list of a card, and all of them together in what there is one of. */
export function hostileCard(attempts: readonly string[]): Scene {
  const all = attempts.join('\n')
  const each = <T>(schema: WireSchema, make: (n: number) => T): T[] =>
    attempts.map((attempt, n) => hostile(schema, make(n), attempt))
  const sessions = each(wire.SessionSchema, (n) =>
    session({ id: `s-${n}`, channel: 'email', subject: 'x', preview: 'x', replyReasons: refusal.reasons }),
  )
  const items = each(wire.MessageSchema, (n) =>
    to(attempts.length - n, 'x', {
      id: `m-${n}`,
      sessionId: `s-${n}`,
      status: 'failed',
      failure: { code: 'unknown', text: 'x' },
    }),
  )
  const empty = hostile(
    wire.CardSchema,
    card({
      lines: [],
      ways: [],
      lastWritten: { at: minutesAgo(9), by: 'x', automatic: false, lineName: 'x', channel: 'email' },
    }),
    all,
  )
  return {
    card: {
      ...empty,
      lines: each(wire.LineSchema, (n) => ({ id: `line-${n}`, name: 'x', channels: ['email'] })),
      ways: each(wire.WaySchema, (n) =>
        way({
          lineId: `line-${n}`,
          channel: 'email',
          address: 'x',
          mailbox: 'x',
          ...(n % 2 ? { verdict: refusal } : {}),
        }),
      ),
      sessions: { items: sessions, next: null },
      open: { sessionId: 's-0', messages: { items: items.slice(0, 1), next: null } },
      timeline: { items, sessions, next: null },
      operations: each(wire.OperationSchema, operation),
      can: { ...empty.can, history: ['account'] },
    },
    offers: { template: 'optional' },
    catalogue: {
      items: [{ ...ORDER_READY, id: 't-1' }],
      recent: [],
      bindings: hostile(
        CatalogueSchema,
        {
          items: [],
          recent: [],
          bindings: { 't-1': { name: { source: 'Name', value: 'x', fallback: null } } },
        },
        all,
      ).bindings,
    },
    search: {
      hits: items.map((message) => ({ message, ranges: [[0, message.text.length]] })),
      sessions,
      complete: true,
      until: null,
      next: null,
    },
    audit: hostile(
      AuditSchema,
      {
        from: 'process',
        operator: { id: 'op-1', name: 'x' },
        operationId: 'o-1',
        initiativeId: 'i-1',
        batchId: 'b-1',
        line: 'x',
        channel: 'email',
        address: 'x',
        template: 'x',
        plannedAt: null,
        sentAt: null,
        status: 'failed',
        statuses: [],
        messageId: 'x',
        failure: { text: 'x', hostText: 'x' },
        answeredAt: null,
        rules: null,
        steps: [{ name: 'send', beganAt: minutesAgo(9), endedAt: null, outcome: null, by: 'x' }],
      },
      all,
    ),
  }
}

/** Everybody found has an attempt for a name, an address and a session. */
export function hostilePeople(attempts: readonly string[]): Scene {
  const found = attempts.map((attempt, n) =>
    hostile(
      FoundContactSchema,
      {
        id: `c-${n}`,
        name: 'x',
        addresses: ['x'],
        sessions: [
          { id: `s-${n}`, lineName: 'x', channel: 'email' as const, operatorName: 'x', own: n % 2 > 0 },
        ],
      },
      attempt,
    ),
  )
  return { card: nobodysCard(), found }
}
