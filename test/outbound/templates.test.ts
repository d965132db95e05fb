import { beforeEach, describe, expect, it } from 'vitest'
import type { Template } from '../../src/domain/template.ts'
import type { Intent } from '../../src/journal/intent.ts'
import type { Host } from '../../src/hosts/port.ts'
import { HostError } from '../../src/hosts/errors.ts'
import {
  catalogueOf,
  listCannedReplies,
  NotSupported,
  UnknownOperator,
  type Asker,
  type Outbound,
} from '../../src/outbound/index.ts'
import type { VariableRule } from '../../src/outbound/types.ts'
import { CannedReplyPageSchema, CatalogueSchema } from '../../src/wire/form.ts'
import { formScenes, silence, template, type FormScene } from './form-scene.ts'
import { irina, olga } from './replicas.ts'

const { clock, scene } = formScenes()
let s: FormScene
beforeEach(() => {
  s = scene()
})
const place = { lineId: 'line-1', channel: 'whatsapp', contactId: 'c-1' } as const
const having = (
  templates: Template[],
  more: Partial<Host> = {},
  workspace: Partial<Outbound['workspace']> = {},
) => s.having({ templates: { list: async () => templates }, ...more }, workspace)
const catalogue = async (o: Outbound, asker: Asker = olga) => {
  const found = await catalogueOf(o, asker, place)
  expect(CatalogueSchema.parse(found)).toEqual(found)
  return found
}

describe('the catalogue', () => {
  it('has what may be sent now, whole (R-TPL-4)', async () => {
    const whole = template('t-1', {
      header: 'Order',
      footer: 'Shop',
      buttons: [{ text: 'Track', url: 'https://shop.example/{{code}}' }],
      variables: [
        { name: 'name', part: 'body', kind: 'text', choices: [], example: 'Anna' },
        { name: 'code', part: 'button', kind: 'list', choices: ['a', 'b'], example: null },
      ],
    })
    expect(await catalogue(having([whole]))).toEqual({ items: [whole], recent: [], bindings: {} })
    expect((await catalogue(s.o)).items).toEqual([])
  })

  it('of two thousand is asked of the host once for many forms, and anew after a minute', async () => {
    let asked = 0
    const list = async () => {
      asked += 1
      return Array.from({ length: 2000 }, (_, n) => template(`t-${n}`))
    }
    let nowMs = clock.now().getTime()
    const o = { ...s.having({ templates: { list } }), now: () => new Date(nowMs) }
    const both = await Promise.all([catalogue(o), catalogue(o, irina)])
    expect(both.map(({ items }) => items.length)).toEqual([2000, 2000])
    await catalogue(o)
    expect(asked).toBe(1)
    await catalogueOf(o, olga, { ...place, channel: 'email', lineId: 'line-2' })
    expect(asked).toBe(2)
    nowMs += 61_000
    await catalogue(o)
    expect(asked).toBe(3)
  })

  it('that the host fails to give is an error, and the next one asks again', async () => {
    let fails = true
    const list = async () => (fails ? silence() : [template('t-1')])
    const o = s.having({ templates: { list } })
    await expect(catalogue(o)).rejects.toThrow(HostError)
    fails = false
    expect((await catalogue(o)).items).toHaveLength(1)
  })

  it('names what is not there', async () => {
    const o = having([])
    await expect(catalogueOf(o, olga, { ...place, lineId: 'line-9' })).rejects.toMatchObject({
      fields: [{ path: 'lineId' }],
    })
    await expect(catalogue(o, { ...olga, operatorId: 'ghost' })).rejects.toThrow(UnknownOperator)
  })
})

describe('the last used templates', () => {
  let n = 0
  async function sent(
    id: string,
    more: Partial<Intent> = {},
    state: 'sent' | 'failed' = 'sent',
  ): Promise<void> {
    const { operations } = s.o.journal
    const intent: Intent = {
      kind: 'start',
      lineId: 'line-1',
      channel: 'whatsapp',
      aim: { by: 'contact', contactId: 'c-1', address: null },
      text: 'Hello',
      subject: null,
      operatorId: 'op-1',
      onOpenSession: 'refuse',
      template: { id, variables: {} },
      ...more,
    }
    const now = new Date(Date.parse('2026-11-20T10:00:00Z') + (n += 1) * 1000)
    const lease = { owner: 'test', until: new Date(now.getTime() + 60_000) }
    const operationId = `o-${n}`
    await operations.plan({ id: operationId, fingerprint: 'f', intent, contactId: 'c-1' }, lease, now)
    await operations.change(operationId, lease, { state: 'sending' }, now)
    await operations.change(operationId, lease, { state, dueAt: null }, now)
  }

  it('are this operator’s on this line and channel, each once, the newest first, and only usable ones', async () => {
    const o = having(['a', 'b', 'c', 'd', 'e', 'f'].map((id) => template(id)))
    for (const id of ['a', 'b', 'gone', 'a', 'c']) await sent(id)
    await sent('d', { operatorId: 'op-2' })
    await sent('e', { lineId: 'line-2', channel: 'email' })
    await sent('f', {}, 'failed')
    expect((await catalogue(o)).recent).toEqual(['c', 'a', 'b'])
    expect((await catalogue(o, irina)).recent).toEqual(['d'])
  })
})

const kinds = async (rules: VariableRule[], ids = ['t-1']) => {
  const { items } = await catalogue(
    having(
      ids.map((id) => template(id)),
      {},
      { templateVariables: rules },
    ),
  )
  return items.map(({ variables: [one] }) => ({ ...one, name: undefined }))
}

describe('R-TPL-5: what the workspace says of variables', () => {
  it('makes a date of one, in a form, and a list of another; of one template goes before of all', async () => {
    const rules: VariableRule[] = [
      { template: '*', variable: 'name', choices: ['Anna', 'Pavel'] },
      { template: 't-2', variable: 'name', date: 'weekday' },
      { template: '*', variable: 'other', date: 'digits' },
    ]
    expect(await kinds(rules, ['t-1', 't-2'])).toMatchObject([
      { kind: 'list', choices: ['Anna', 'Pavel'] },
      { kind: 'date', written: 'weekday' },
    ])
    expect(await kinds([])).toMatchObject([{ kind: 'text', choices: [] }])
  })
})

const rule = (
  variable: string,
  field: string,
  more: { template?: string; fallback?: string | null } = {},
) => ({
  template: '*',
  variable,
  field,
  fallback: null,
  ...more,
})

const bound = async (
  rules: ReturnType<typeof rule>[],
  asker: Asker = olga,
  more: Partial<Host> = {},
  templates = [template('t-1')],
) => (await catalogue(having(templates, more, { templateBindings: rules }), asker)).bindings

describe('R-TPL-6: variables bound to fields', () => {
  it('say their source in the language of the asker, their value and their fallback', async () => {
    const rules = [rule('name', 'contact.name', { fallback: 'customer' })]
    expect(await bound(rules)).toEqual({
      't-1': { name: { source: 'Contact’s name', value: 'Name of c-1', fallback: 'customer' } },
    })
    const russian = await bound(rules, { ...olga, locale: 'ru' })
    expect(russian['t-1']?.['name']?.source).toBe('Имя контакта')
  })

  it('what is said of one template goes before what is said of all; what nothing is said of is not bound', async () => {
    const templates = [template('t-1'), template('t-2'), template('t-3', { variables: [] })]
    const rules = [
      rule('name', 'contact.name'),
      rule('name', 'contact.email', { template: 't-2' }),
      rule('other', 'contact.phone'),
    ]
    expect(await bound(rules, olga, {}, templates)).toEqual({
      't-1': { name: { source: 'Contact’s name', value: 'Name of c-1', fallback: null } },
      't-2': { name: { source: 'Contact’s email', value: 'p@example.com', fallback: null } },
    })
  })

  it('the record’s own phone is the contact’s phone, before the link of a line (R-ADDR-6)', async () => {
    const rules = [rule('name', 'contact.phone')]
    const value = async () => (await bound(rules))['t-1']?.['name']?.value
    expect(await value()).toBe('+79120000001')
    s.world.accounts.push({
      id: null,
      contactId: 'c-1',
      channel: 'whatsapp',
      address: '+79120000009',
      source: 'phone-field',
    })
    expect(await value()).toBe('+79120000009')
  })

  it('fields of the record come from the host with its own labels; one that the record does not have binds nothing', async () => {
    const order: Asker = { ...olga, record: { type: 'order', id: 'o-1' } }
    const records = {
      contactOf: async () => 'c-1',
      fields: async () => [
        { id: 'order.number', label: 'Order number', value: '15' },
        { id: 'order.comment', label: 'Comment', value: '  ' },
      ],
    }
    const numbered = [rule('name', 'order.number')]
    expect(await bound(numbered, order, { records })).toEqual({
      't-1': { name: { source: 'Order number', value: '15', fallback: null } },
    })
    const empty = await bound([rule('name', 'order.comment', { fallback: 'none' })], order, { records })
    expect(empty['t-1']?.['name']).toEqual({ source: 'Comment', value: null, fallback: 'none' })
    expect(await bound([rule('name', 'deal.sum')], order, { records })).toEqual({})
    expect(await bound(numbered, olga, { records })).toEqual({})
    // The fields of the record are an offer: the catalogue is there without them.
    expect(await bound(numbered, order, { records: { ...records, fields: silence } })).toEqual({})
  })

  it.each([
    ['date', '21.11.2026', '2026-11-21'],
    ['date', '2026-11-21T10:00:00Z', '2026-11-21'],
    ['date', 'tomorrow', null],
    ['date', '45.13.2026', null],
    ['list', 'red', 'red'],
    ['list', 'green', null],
    ['text', ' 21.11.2026 ', '21.11.2026'],
  ] as const)('into a %s %j goes as %j', async (kind, value, expected) => {
    const choices = kind === 'list' ? ['red', 'blue'] : []
    const variables = [{ name: 'name', part: 'body' as const, kind, choices, example: null }]
    const records = {
      contactOf: async () => 'c-1',
      fields: async () => [{ id: 'order.field', label: 'Field', value }],
    }
    const order: Asker = { ...olga, record: { type: 'order', id: 'o-1' } }
    const found = await bound([rule('name', 'order.field')], order, { records }, [
      template('t-1', { variables }),
    ])
    expect(found['t-1']?.['name']?.value).toBe(expected)
  })
})

describe('R-MSG-2: canned replies', () => {
  it('come a page at a time, one’s own marked', async () => {
    const asked: unknown[] = []
    const reply = { id: 'r-1', title: 'Hello', text: 'Good day', own: true }
    const cannedReplies: NonNullable<Host['cannedReplies']> = {
      async list(cursor, operatorId) {
        asked.push([cursor, operatorId])
        return { items: [reply], next: cursor === null ? '2' : null }
      },
    }
    const o = s.having({ cannedReplies })
    const page = await listCannedReplies(o, olga, null)
    expect(CannedReplyPageSchema.parse(page)).toEqual({ items: [reply], next: '2' })
    expect((await listCannedReplies(o, olga, page.next)).next).toBeNull()
    expect(asked).toEqual([
      [null, 'op-1'],
      ['2', 'op-1'],
    ])
  })

  it('are not there on a host without them', async () => {
    await expect(listCannedReplies(s.o, olga, null)).rejects.toThrow(NotSupported)
  })
})
