import { describe, expect, test } from 'vitest'
import {
  agentLoginOf,
  messageOf,
  operatorIdOf,
  presenceOf,
  sessionIdOf,
  sessionOf,
  stateOf,
  threadIdOf,
} from '../../../src/hosts/edna/map.ts'
import { EdnaSettingsSchema } from '../../../src/hosts/edna/settings.ts'
import { isOffered, templateOf, valuesIn } from '../../../src/hosts/edna/template-map.ts'
import { WireTemplate, WireThread } from '../../../src/hosts/edna/wire.ts'
import { SETTINGS } from './adapter.ts'
import { TEMPLATE, THREAD } from './samples.ts'

const settings = EdnaSettingsSchema.parse(SETTINGS)
const thread = (patch: object = {}) => WireThread.parse({ ...THREAD, ...patch })
const template = (patch: object = {}) => WireTemplate.parse({ ...TEMPLATE, ...patch })

describe('a thread', () => {
  test('becomes a session: channel by the table of the settings, agent by the map of operators', () => {
    const account = {
      id: null,
      contactId: 'CRM-77',
      channel: 'whatsapp',
      address: '79001112233',
      source: 'phone-field',
    } as const
    expect(sessionOf(thread(), settings, [account])).toEqual({
      id: '4410',
      contactId: 'CRM-77',
      lineId: 'line-1',
      channel: 'whatsapp',
      address: '79001112233',
      state: 'active',
      operatorId: 'op-2',
      subject: null,
      openedAt: '2026-11-01T08:00:00.000Z',
      lastActivityAt: '2026-11-01T08:05:00.000Z',
      closedAt: null,
    })
  })

  test('on a channel that the settings do not know, of a client without external id, is shown all the same', () => {
    const session = sessionOf(thread({ channel: 99, clientExternalId: null }), settings, [])
    expect(session).toMatchObject({ lineId: '', channel: 'custom', contactId: 'internal:5012' })
  })

  test.each([
    ['NEW', 'queued'],
    ['UNASSIGNED', 'queued'],
    ['SUSPENDED', 'queued'],
    ['ASSIGNED', 'active'],
    ['REASSIGNED', 'active'],
    ['ANSWER_NEEDED', 'active'],
    ['WAITING', 'active'],
    ['IN_PROGRESS', 'active'],
    ['CLOSED', 'closed'],
    ['closed', 'closed'],
    ['SOMETHING_NEW', 'active'],
  ])('in the state %s is %s', (status, state) => {
    expect(stateOf(thread({ status }))).toBe(state)
  })

  test('in a state that nobody has told us of never passes for closed', () => {
    expect(stateOf(thread({ status: 'SOMETHING_NEW', currentAgentLogin: null }))).toBe('queued')
  })

  test.each(['', 's-', 'abc', '04410', '-1', '1.5', '99999999999999999', 'x4410'])(
    'cannot have the id %j',
    (id) => {
      expect(threadIdOf({ sessionPrefix: '' }, id)).toBeNull()
    },
  )

  test('has an id with the prefix of the settings, both ways', () => {
    const prefixed = { sessionPrefix: 's-' }
    expect(sessionIdOf(prefixed, 4410)).toBe('s-4410')
    expect(threadIdOf(prefixed, 's-4410')).toBe(4410)
    expect(threadIdOf(prefixed, '4410')).toBeNull()
  })
})

describe('a message', () => {
  test.each([
    ['CLIENT', 'inbound', 'customer', null],
    ['OPERATOR', 'outbound', 'operator', 'accepted'],
    ['BOT', 'outbound', 'system', 'accepted'],
    ['NEWCOMER', 'outbound', 'system', 'accepted'],
  ])('of a %s is %s', (sender, direction, kind, status) => {
    const message = messageOf({ text: 'Hi', sender, receivedDate: '2026-11-20T12:00:00+03:00' }, '4410', 3)
    expect(message).toMatchObject({
      id: '4410.3',
      direction,
      status,
      author: { kind },
      at: '2026-11-20T09:00:00.000Z',
    })
  })
})

describe('an agent', () => {
  test('has the id of the CRM where it is mapped, else the login', () => {
    expect(operatorIdOf(settings, 'irina.k')).toBe('op-2')
    expect(operatorIdOf(settings, 'new.agent')).toBe('new.agent')
    expect(agentLoginOf(settings, 'op-2')).toBe('irina.k')
  })
  test.each([
    ['READY', 'active'],
    ['OUTGOING', 'out'],
    ['PRE_INACTIVE', 'finishing'],
    ['INACTIVE', 'offline'],
    ['LUNCHING', null],
    [null, null],
  ])('who shows %s is %s', (status, presence) => {
    expect(presenceOf(status)).toBe(presence)
  })
})

describe('a template', () => {
  test('has the places of header, text and button as variables of their own', () => {
    expect(templateOf(template())).toEqual({
      id: '242',
      name: 'order_ready',
      language: 'ru',
      category: 'MARKETING',
      header: 'Hello {{header-1}}',
      body: 'Order {{1}} is ready on {{2}}',
      footer: 'Team',
      variables: [
        { name: 'header-1', part: 'header', kind: 'text', choices: [], example: 'Oleg' },
        { name: '1', part: 'body', kind: 'text', choices: [], example: '15' },
        { name: '2', part: 'body', kind: 'text', choices: [], example: '10 May' },
        { name: 'button-1', part: 'button', kind: 'text', choices: [], example: 'k3' },
      ],
      buttons: [{ text: 'Track', url: 'https://s.example/{{button-1}}' }],
    })
  })

  test('is filled in the order of its places', () => {
    const values = { '2': '10 May', '1': '15', 'header-1': 'Oleg', 'button-1': 'k3' }
    expect(valuesIn(template(), values)).toEqual({
      headerVariables: ['Oleg'],
      textVariables: ['15', '10 May'],
      buttonVariables: ['k3'],
    })
  })

  test.each<Record<string, string>>([{}, { '1': '15', '2': ' ', 'header-1': 'Oleg', 'button-1': 'k3' }])(
    'with an empty variable is not sent (R-TPL-5): %j',
    (values) => {
      expect(() => valuesIn(template(), values)).toThrowError(
        expect.objectContaining({ code: 'bad-request', happened: 'no' }),
      )
    },
  )

  test.each([
    [{}, true],
    [{ channelType: 'whatsapp' }, true],
    [{ status: 'PENDING' }, false],
    [{ locked: true }, false],
    [{ channelType: 'VIBER' }, false],
    [{ contentType: 'DOCUMENT' }, false],
    [{ content: { ...TEMPLATE.content, header: { headerType: 'IMAGE' } } }, false],
    [{ content: { ...TEMPLATE.content, attachment: { url: 'https://files.example/a.pdf' } } }, false],
    [{ content: { ...TEMPLATE.content, header: null } }, true],
  ])('is offered only when approved, unlocked and made of text (R-TPL-4): %j', (patch, offered) => {
    expect(isOffered(template(patch), 'WHATSAPP')).toBe(offered)
  })
})
