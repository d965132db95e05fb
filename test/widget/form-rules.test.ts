import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { session } from '../../widget/stories/people.ts'
import { email, offersOf, reason, refused, way } from '../../widget/stories/ways.ts'
import { resultOf, type SentFrom } from '../../widget/new-session/stores/outcome.ts'
import { requestFor } from '../../widget/new-session/stores/request.ts'
import { saidOnce } from '../../widget/new-session/stores/said-once.ts'
import { obviousWay, waysToShow } from '../../widget/new-session/stores/ways.ts'
import { english } from '../../widget/new-session/words/en.ts'
import { answer } from './form-kit.ts'

const old = way({ address: '+79990000000', age: 'older' })
const fresh = way({ address: '+79123456789', age: 'newest' })

describe('two addresses of one channel and line (R-ADDR-6)', () => {
  it('are both shown, the newest first, and neither is chosen, whichever was talked on last', () => {
    expect(waysToShow([old, fresh], '').map(({ age }) => age)).toEqual(['newest', 'older'])
    expect(obviousWay([fresh, old], [session({ id: 's-1', address: old.address })])).toBeNull()
    expect(obviousWay([fresh, old], [session({ id: 's-1', address: fresh.address })])).toBeNull()
  })
  it('do not let the older stand in for a refused newer one', () => {
    const gone = { ...fresh, verdict: refused(reason('blocked')) }
    expect(obviousWay([gone, old], [])).toBeNull()
    expect(obviousWay([gone, old], [session({ id: 's-1', address: old.address })])).toBeNull()
  })
  it('do not stand in the way of another channel', () => {
    const letters = session({ id: 's-1', lineId: 'line-2', channel: 'email', address: email().address })
    expect(obviousWay([fresh, old, email()], [letters])?.channel).toBe('email')
  })
  it('never lead to a silent choice', () => {
    const ways = fc.array(
      fc.constantFrom(
        old,
        fresh,
        email(),
        { ...old, verdict: refused(reason('blocked')) },
        way({ lineId: 'line-3' }),
      ),
    )
    const seen = fc.array(
      fc.constantFrom(session({ id: 's-1', address: old.address }), session({ id: 's-2' })),
    )
    const holds = fc.check(
      fc.property(ways, seen, (list, sessions) => {
        const found = obviousWay(list, sessions)
        const rivals = list.filter(
          (one) =>
            one.lineId === found?.lineId && one.channel === found.channel && one.address !== found.address,
        )
        return (
          rivals.every(({ verdict }) => verdict.kind === 'refused') &&
          (rivals.length === 0 || found?.age !== 'older')
        )
      }),
    )
    expect(holds.failed).toBe(false)
  })
})

describe('what is said once', () => {
  const offline = reason('operator-offline', { kind: 'go-online' })
  it('is what is wrong with the person, on more than one way (R-OPER-1)', () => {
    const both = saidOnce([
      way({ verdict: refused(offline) }),
      email({ verdict: refused(offline, reason('blocked')) }),
    ])
    expect(both.refusals).toEqual([offline])
    expect(saidOnce([way({ verdict: refused(offline) }), email()]).refusals).toEqual([])
  })
  it('is what cannot be known of any way that may be used', () => {
    const unknown = reason('blocked-unknown')
    const verdict = { kind: 'free-form' as const, untilAt: null, warnings: [unknown] }
    expect(saidOnce([way({ verdict }), email({ verdict })]).warnings).toEqual([unknown])
    expect(saidOnce([way({ verdict }), email()]).warnings).toEqual([])
    expect(saidOnce([way({ verdict })]).warnings).toEqual([])
  })
})

const EXTRAS = {
  template: null,
  typed: null,
  attachments: [],
  blindCopy: ' a@example.com; b@example.com ',
  tags: ['claim'],
  fields: { priority: 'high', gone: 'x' },
  after: { kind: 'close' as const },
}
const WRITTEN = { operationId: 'o-1', contactId: 'c-1', text: ' Good day ', subject: ' Order ' }

describe('what is sent', () => {
  it('is only what the way takes, however much the form holds', () => {
    const plain = requestFor(way({}), offersOf(way({})), EXTRAS, WRITTEN)
    expect(plain).toMatchObject({
      subject: null,
      text: 'Good day',
      blindCopy: [],
      tags: [],
      fields: {},
      after: null,
    })
    const field = { known: null, label: '', kind: 'text' as const, required: false, choices: [] }
    const offers = offersOf(email(), {
      blindCopy: true,
      tags: { required: true, names: ['claim'] },
      after: ['assign-to-me', 'close'],
      fields: [
        { ...field, id: 'priority', initial: 'low' },
        { ...field, id: 'department', initial: 'sales' },
        { ...field, id: 'note', initial: null },
      ],
    })
    expect(requestFor(email(), offers, EXTRAS, WRITTEN)).toMatchObject({
      subject: 'Order',
      blindCopy: ['a@example.com', 'b@example.com'],
      tags: ['claim'],
      fields: { priority: 'high', department: 'sales' },
      after: { kind: 'close' },
    })
  })
  it('is a template without the text beside it, where templates go (R-TPL-5)', () => {
    const extras = { ...EXTRAS, template: { id: 't-1', variables: { name: 'Pavel' } } }
    const offers = offersOf(way({}), { template: 'optional' })
    expect(requestFor(way({}), offers, extras, WRITTEN)).toMatchObject({
      text: '',
      template: extras.template,
    })
    expect(requestFor(way({}), offersOf(way({})), extras, WRITTEN)).toMatchObject({
      text: 'Good day',
      template: null,
    })
  })
})

const from = (part: Partial<SentFrom> = {}): SentFrom => ({
  elsewhere: null,
  after: null,
  offers: null,
  ...part,
})

describe('where the person is taken after sending (R-AFTER-6)', () => {
  const offers = { after: ['assign-to-me' as const], finished: false, defaultTemplate: null }
  const sent = answer({ operationId: 'o-1', text: '' }, { sessionId: 's-7' })

  it('is the session that is theirs, without a word', () => {
    expect(resultOf(sent, from({ offers }), english)).toEqual({ sessionId: 's-7', notice: null })
  })
  it('is where they were, for what was closed or handed over', () => {
    for (const kind of ['close', 'hand-over'] as const) {
      const { sessionId, notice } = resultOf(
        { ...sent, after: { kind, target: 'Billing' } },
        from({ offers }),
        english,
      )
      expect(sessionId).toBeNull()
      expect(notice).toContain(kind === 'close' ? 'closed' : 'handed over to Billing')
    }
  })
  it('is the session, with what failed, when it could not be assigned (R-AFTER-5)', () => {
    expect(resultOf({ ...sent, routing: 'failed' }, from({ offers }), english)).toEqual({
      sessionId: 's-7',
      notice: 'Sent. The session could not be assigned to you.',
    })
  })
  it('is told by name for another customer than the card’s', () => {
    const elsewhere = { id: 'c-2', name: 'Anna Kovaleva' }
    expect(resultOf(sent, from({ offers, elsewhere }), english)).toEqual({
      sessionId: 's-7',
      notice: 'Sent to Anna Kovaleva.',
      contactId: 'c-2',
    })
  })
  it('always comes with a word where no session opens', () => {
    const kinds = fc.constantFrom(
      'nothing' as const,
      'assign-to-me' as const,
      'close' as const,
      'hand-over' as const,
    )
    const routings = fc.constantFrom('none' as const, 'done' as const, 'failed' as const, 'pending' as const)
    const holds = fc.check(
      fc.property(
        kinds,
        routings,
        fc.boolean(),
        fc.option(fc.constant('s-7')),
        (kind, routing, finished, sessionId) => {
          const operation = { ...sent, sessionId, routing, after: { kind, target: null } }
          const result = resultOf(operation, from({ offers: { ...offers, finished } }), english)
          return result.sessionId !== null || (result.notice ?? '') !== ''
        },
      ),
    )
    expect(holds.failed).toBe(false)
  })
})
