import type { WireOffers } from '../../src/wire/form.ts'
import type { WireReason } from '../../src/wire/rules.ts'
import type { WireWay } from '../../src/wire/schemas.ts'

/** The ways on which the made-up customers may be written to, or may not, and why. */
export function way(part: Partial<WireWay>): WireWay {
  return {
    lineId: 'line-1',
    channel: 'whatsapp',
    address: '+79123456789',
    subject: 'none',
    textLimit: 2000,
    age: 'only',
    mailbox: null,
    verdict: { kind: 'free-form', untilAt: null, warnings: [] },
    ...part,
  }
}

export const email = (part: Partial<WireWay> = {}): WireWay =>
  way({
    lineId: 'line-2',
    channel: 'email',
    address: 'p.serov@example.com',
    subject: 'optional',
    textLimit: null,
    ...part,
  })

export const refused = (...reasons: [WireReason, ...WireReason[]]): WireWay['verdict'] => ({
  kind: 'refused',
  reasons,
})

/** Pavel's four ways: two that may be used, two that may not. */
export const WAYS: WireWay[] = [
  way({}),
  email(),
  way({
    lineId: 'line-3',
    channel: 'telegram-bot',
    address: '@pserov',
    verdict: refused(reason('never-wrote', { kind: 'customer-writes-first' }, { channel: 'telegram-bot' })),
  }),
  way({
    lineId: 'line-4',
    channel: 'viber-bot',
    address: 'pavel.serov',
    verdict: refused(
      reason('never-by-operator', { kind: 'customer-writes-first' }, { channel: 'viber-bot' }),
    ),
  }),
]

export function reason(
  code: WireReason['code'],
  remedy: WireReason['remedy'] = null,
  facts: WireReason['facts'] = {},
): WireReason {
  return { code, facts, remedy }
}

/** A way on which nothing special may be done. */
export function offersOf(way: WireWay, part: Partial<WireOffers> = {}): WireOffers {
  return {
    way,
    template: way.verdict.kind === 'template-only' ? 'required' : 'none',
    typedTemplate: false,
    catalogueFault: null,
    defaultTemplate: null,
    attachments: null,
    blindCopy: false,
    cannedReplies: false,
    tags: null,
    after: ['assign-to-me'],
    targets: [],
    fields: [],
    finished: false,
    ...part,
  }
}
