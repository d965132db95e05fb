import { beforeEach, describe, expect, it } from 'vitest'
import type { Host } from '../../src/hosts/port.ts'
import { HostError } from '../../src/hosts/errors.ts'
import { InvalidInput, NotFound, offersOf, UnknownOperator, type Outbound } from '../../src/outbound/index.ts'
import { OffersSchema } from '../../src/wire/form.ts'
import { formScenes, silence, template, type FormScene } from './form-scene.ts'
import { irina, olga } from './replicas.ts'

const { clock, scene } = formScenes()
let s: FormScene
beforeEach(() => {
  s = scene()
})

const whatsapp = { contactId: 'c-1', lineId: 'line-1', channel: 'whatsapp', address: '+79120000001' } as const
const email = { contactId: 'c-1', lineId: 'line-2', channel: 'email', address: 'p@example.com' } as const
const offers = async (o: Outbound, asker = olga, way: Parameters<typeof offersOf>[2] = whatsapp) => {
  const found = await offersOf(o, asker, way)
  expect(OffersSchema.parse(found)).toEqual(found)
  return found
}
const DAY_MS = 24 * 3600_000
const window = { windowMs: DAY_MS, templates: { typed: true } }
const reach = (lastInboundAt: string | null): Pick<Host, 'reach'> => ({
  reach: { facts: async () => ({ lastInboundAt, blocked: false, enabled: undefined }) },
})
const files = {
  formats: ['pdf'],
  maxBytes: 10,
  maxTotalBytes: null,
  maxCount: 2,
  alone: true,
}

describe('the offers of a way', () => {
  it('of a plain host are its verdict and nothing that it cannot do', async () => {
    expect(await offers(s.o)).toEqual({
      way: {
        lineId: 'line-1',
        channel: 'whatsapp',
        address: '+79120000001',
        subject: 'none',
        textLimit: 1000,
        age: 'only',
        mailbox: null,
        verdict: { kind: 'free-form', untilAt: null, warnings: expect.any(Array) },
      },
      template: 'none',
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
    })
  })

  it('have the verdict as of now: a session that a colleague opened meanwhile is told (R-OPEN-4)', async () => {
    expect((await offers(s.o)).way.verdict.kind).toBe('free-form')
    s.world.open('c-1', 'whatsapp', '+79120000001')
    expect((await offers(s.o)).way.verdict).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'open-session', facts: { operator: 'Irina', line: 'Support' } }],
    })
  })

  it('ask for the operator’s status anew (R-OPEN-4, R-OPER-1)', async () => {
    await offers(s.o)
    s.world.operators = s.world.operators.map((one) => ({ ...one, status: 'offline' }))
    expect((await offers(s.o)).way.verdict).toMatchObject({ reasons: [{ code: 'operator-offline' }] })
  })

  it('name what is not there: the contact, the line, the address, the operator', async () => {
    await expect(offers(s.o, olga, { ...whatsapp, contactId: 'c-9' })).rejects.toThrow(NotFound)
    await expect(offers(s.o, olga, { ...whatsapp, lineId: 'line-9' })).rejects.toMatchObject({
      fields: [{ path: 'lineId' }],
    })
    const strange = await offers(s.o, olga, { ...whatsapp, address: '+79990000000' }).catch(
      (error: unknown) => error,
    )
    expect(strange).toBeInstanceOf(InvalidInput)
    expect(strange).toMatchObject({ fields: [{ path: 'address' }], place: 'query' })
    await expect(offers(s.o, { ...olga, operatorId: 'ghost' })).rejects.toThrow(UnknownOperator)
  })

  it('let the correction of a badly written address be used (R-ADDR-2)', async () => {
    s.world.contact('c-2', ['whatsapp', '8 (912) 000-00-02'])
    const wrong = await offers(s.o, olga, { ...whatsapp, contactId: 'c-2', address: '8 (912) 000-00-02' })
    expect(wrong.way.verdict).toMatchObject({ reasons: [{ code: 'address-malformed' }] })
    const right = await offers(s.o, olga, { ...whatsapp, contactId: 'c-2', address: '+79120000002' })
    expect(right.way).toMatchObject({ address: '+79120000002', verdict: { kind: 'free-form' } })
  })

  it('say from which mailbox a letter leaves and which files it takes (R-MAIL-2, R-FILE-1, R-MAIL-1)', async () => {
    s.world.lines = s.world.lines.map((line) => ({ ...line, mailbox: 'orders@shop.example' }))
    const policy = s.policy('email', { attachments: files, blindCopy: true, finished: true })
    const found = await offers(s.having({ policy }), olga, email)
    expect(found).toMatchObject({ attachments: files, blindCopy: true, finished: true, after: [] })
    expect(found.way.mailbox).toBe('orders@shop.example')
    expect((await offers(s.having({ policy }))).way.mailbox).toBeNull()
  })
})

const list = async () => [template('t-1')]

const defaultTemplate = async () => 'Hello, this is Support.'

describe('templates among the offers', () => {
  it('are optional inside the window and required outside (R-TPL-1, R-TPL-2, R-WIN-1)', async () => {
    const policy = s.policy('whatsapp', window)
    const now = clock.now().getTime()
    const open = reach(new Date(now - DAY_MS / 2).toISOString())
    expect(await offers(s.having({ policy, templates: { list }, ...open }))).toMatchObject({
      template: 'optional',
      typedTemplate: false,
    })
    const closed = await offers(s.having({ policy, templates: { list }, ...reach(null) }))
    expect(closed).toMatchObject({ template: 'required', typedTemplate: false, catalogueFault: null })
    expect(closed.way.verdict.kind).toBe('template-only')
  })

  it.each([
    ['empty', async () => [], 'This line has no approved templates for this channel yet.'],
    ['out of reach', silence, 'The host cannot be reached at the moment. Try again in a minute.'],
  ] as const)(
    'may be typed while the catalogue is %s, and it is said why (R-TPL-3)',
    async (_, listed, fault) => {
      const parts = { templates: { list: listed }, ...reach(null) }
      const typed = await offers(s.having({ ...parts, policy: s.policy('whatsapp', window) }))
      expect(typed).toMatchObject({ template: 'required', typedTemplate: true, catalogueFault: fault })
      const policy = s.policy('whatsapp', { ...window, templates: { typed: false } })
      expect(await offers(s.having({ ...parts, policy }))).toMatchObject({
        typedTemplate: false,
        catalogueFault: fault,
      })
    },
  )

  it('a host that gives nobody its catalogue is said to have it in its own form', async () => {
    const found = await offers(
      s.having({ ...reach(null), policy: s.policy('whatsapp', { windowMs: DAY_MS }) }),
    )
    expect(found).toMatchObject({
      template: 'required',
      typedTemplate: false,
      catalogueFault: 'Templates can only be sent from the host’s own form.',
    })
  })

  it('beside free text nothing is typed: only the missing catalogue is told (R-TPL-2, R-TPL-3)', async () => {
    const policy = s.policy('whatsapp', window)
    const open = reach(clock.now().toISOString())
    const found = await offers(s.having({ policy, templates: { list: async () => [] }, ...open }))
    expect(found).toMatchObject({ template: 'optional', typedTemplate: false })
    expect(found.catalogueFault).not.toBeNull()
  })

  it('a fault is told in the language of the asker', async () => {
    const o = s.having({ templates: { list: silence }, ...reach(null), policy: s.policy('whatsapp', window) })
    const { catalogueFault } = await offers(o, { ...olga, locale: 'ru' })
    expect(catalogueFault).toBe('Система сейчас недоступна. Попробуйте через минуту.')
  })

  it('the host’s own first message is shown only while it would be sent (R-WIN-2)', async () => {
    const policy = s.policy('whatsapp', { windowMs: DAY_MS, closedWindow: 'default-template-first' })
    const closed = await offers(s.having({ policy, defaultTemplate, ...reach(null) }))
    expect(closed).toMatchObject({ defaultTemplate: 'Hello, this is Support.', template: 'none' })
    const open = reach(clock.now().toISOString())
    expect((await offers(s.having({ policy, defaultTemplate, ...open }))).defaultTemplate).toBeNull()
  })

  it('canned replies are not offered where only a template may be sent (R-MSG-2)', async () => {
    const cannedReplies = { list: async () => ({ items: [], next: null }) }
    expect((await offers(s.having({ cannedReplies }))).cannedReplies).toBe(true)
    const parts = { cannedReplies, templates: { list }, ...reach(null), policy: s.policy('whatsapp', window) }
    expect((await offers(s.having(parts))).cannedReplies).toBe(false)
  })
})

const targets = async () => [
  { kind: 'group', id: 'g-1', name: 'Sales' } as const,
  { kind: 'operator', id: 'op-1', name: 'Olga' } as const,
  { kind: 'operator', id: 'op-2', name: 'Irina' } as const,
]

const byLine = async () => [
  { kind: 'group', id: 'g-1', name: 'Sales', lineIds: ['line-1', 'line-2'] } as const,
  { kind: 'group', id: 'g-2', name: 'Elsewhere', lineIds: ['line-2'] } as const,
]

const routing = (more: Partial<NonNullable<Host['routing']>> = {}): Pick<Host, 'routing'> => ({
  routing: {
    assign: async () => undefined,
    close: async () => undefined,
    handOver: async () => undefined,
    targets,
    ...more,
  },
})

describe('what comes after sending', () => {
  const after = ['close', 'assign-to-me', 'hand-over'] as const

  it('is what the policy lets one choose, the usual choice first, with everybody to hand over to but oneself (R-AFTER-1)', async () => {
    const o = s.having({ policy: s.policy('whatsapp', {}, { after }), ...routing() })
    const found = await offers(o)
    expect(found.after).toEqual(after)
    expect(found.targets.map(({ name }) => name)).toEqual(['Sales', 'Irina'])
  })

  it('does not have what the host has no means for (R-AFTER-1)', async () => {
    const policy = s.policy('whatsapp', {}, { after })
    const without = { assign: async () => undefined }
    expect((await offers(s.having({ policy, routing: without }))).after).toEqual(['assign-to-me'])
    const nobody = await offers(s.having({ policy, ...routing({ targets: async () => [] }) }))
    expect(nobody).toMatchObject({ after: ['close', 'assign-to-me'], targets: [] })
  })

  it('a supervisor is not offered to take it (R-AFTER-3)', async () => {
    const o = s.having({ policy: s.policy('whatsapp', {}, { after }), ...routing() })
    expect((await offers(o, { ...olga, operatorId: 'op-3' })).after).toEqual(['close', 'hand-over'])
    expect((await offers(o, irina)).after).toEqual(after)
  })

  it('has for each line its own targets only, and says where no comment goes with a hand-over (R-AFTER-1)', async () => {
    const policy = s.policy('whatsapp', {}, { after, handOverComment: false })
    const found = await offers(s.having({ policy, ...routing({ targets: byLine }) }))
    expect(found.targets).toEqual([{ kind: 'group', id: 'g-1', name: 'Sales' }])
    expect(found.handOverComment).toBe(false)
  })

  it('goes on without targets that cannot be read', async () => {
    const o = s.having({ policy: s.policy('whatsapp', {}, { after }), ...routing({ targets: silence }) })
    expect(await offers(o)).toMatchObject({ after: ['close', 'assign-to-me'], targets: [] })
  })
})

const UNTAGGED = { requires: () => false, of: async () => [], add: async () => undefined }

describe('what the host asks for besides', () => {
  const field = {
    id: 'f-1',
    known: null,
    label: 'Contract',
    kind: 'many',
    required: true,
    choices: [{ id: 'a', name: 'A' }],
    initial: ['a'],
  } as const

  it('its fields and its tags are there (R-TAG-1, R-MAIL-2)', async () => {
    const tags = { ...UNTAGGED, requires: () => true, list: async () => ['urgent', 'return'] }
    const o = s.having({ startFields: async () => [field], tags })
    expect(await offers(o)).toMatchObject({
      fields: [field],
      tags: { required: true, names: ['urgent', 'return'] },
    })
  })

  it('tags that nobody demands may be missing; what is demanded may not', async () => {
    const found = await offers(s.having({ tags: { ...UNTAGGED, list: silence } }))
    expect(found.tags).toBeNull()
    await expect(
      offers(s.having({ tags: { ...UNTAGGED, requires: () => true, list: silence } })),
    ).rejects.toThrow(HostError)
    await expect(offers(s.having({ startFields: silence }))).rejects.toThrow(HostError)
  })

  it('tags and targets are not asked for anew at each step, and soon enough they are', async () => {
    let asked = 0
    const tags = { ...UNTAGGED, list: async () => [`asked ${(asked += 1)} times`] }
    // A clock of its own, which stands still while nobody moves it.
    let nowMs = clock.now().getTime()
    const o = { ...s.having({ tags }), now: () => new Date(nowMs) }
    await offers(o)
    await offers(o)
    expect(asked).toBe(1)
    nowMs += 60_000
    expect((await offers(o)).tags?.names).toEqual(['asked 2 times'])
  })
})
