import { describe, expect, test } from 'vitest'
import { channelTable, sessionOf, stateOf } from '../../../src/hosts/elma365/map.ts'
import { accountsOf } from '../../../src/hosts/elma365/fields.ts'
import { policyOf } from '../../../src/hosts/elma365/policy.ts'
import { Elma365SettingsSchema, secretsOf } from '../../../src/hosts/elma365/settings.ts'
import { SETTINGS, wireSession } from './adapter.ts'

const settings = Elma365SettingsSchema.parse(SETTINGS)
const table = channelTable(settings)
const session = (patch: object) => sessionOf(wireSession(patch), table, settings.contacts)

describe('a session’s state', () => {
  test.each([
    ['Waiting', 'queued'],
    ['AssignedToBot', 'active'],
    ['AssignedToOperator', 'active'],
    ['assigned_to_operator', 'active'],
    ['Closed', 'closed'],
    ['MarkedAsSpam', 'closed'],
  ])('%s is %s', (word, state) => expect(stateOf(word)).toBe(state))

  test('that is new to us is never taken for closed', () => {
    expect(() => stateOf('Archived')).toThrowError(expect.objectContaining({ code: 'unexpected-answer' }))
  })
})

describe('a session', () => {
  test('is the contact’s whose item is linked to it', () => {
    const deal = { namespace: 'sales', code: 'deals', id: 'd-1' }
    const contact = { namespace: '_clients', code: '_contacts', id: 'c-7' }
    expect(session({ apps: [deal, contact] }).contactId).toBe('c-7')
    expect(session({ apps: [deal] }).contactId).toBeNull()
  })

  test('that was resumed is not closed, whatever time it bears', () => {
    expect(session({ state: 'AssignedToOperator', closedAt: '2026-11-20T10:30:00Z' }).closedAt).toBeNull()
    expect(session({ state: 'Closed', closedAt: '2026-11-20T10:30:00Z' }).closedAt).toBe(
      '2026-11-20T10:30:00.000Z',
    )
  })

  test('in WhatsApp has an international number, with or without the plus on the host', () => {
    expect(session({ chatId: '79123456789' }).address).toBe('+79123456789')
    expect(session({ chatId: '79123456789', channelType: 'telegram' }).address).toBe('79123456789')
    expect(session({ chatId: null, chatName: 'pavel' }).address).toBe('pavel')
  })

  test('of a kind we have no word for is shown as custom', () => {
    for (const channelType of ['instagram', 'internal', null])
      expect(session({ channelType }).channel).toBe('custom')
  })
})

const accounts = (fields: object) =>
  accountsOf({ __id: 'c-1', ...fields }, settings, table).map(
    ({ channel, address, source }) => `${channel} ${address} (${source})`,
  )

describe('the accounts of a contact', () => {
  test('come from account, email and phone fields, each address once', () => {
    expect(
      accounts({
        accounts: [
          { type: 'telegramBot', account: '42' },
          { type: 'whatsapp', account: '+79123456789' },
        ],
        _email: [
          { type: 'work', email: 'A@example.com' },
          { type: 'home', email: 'a@example.com' },
        ],
        _phone: [
          { type: 'work', tel: '8 (912) 345-67-89' },
          { type: 'work', tel: '+79990001122' },
        ],
      }),
    ).toEqual([
      'telegram-bot 42 (account)',
      'whatsapp +79123456789 (account)',
      'email A@example.com (email-field)',
      'whatsapp +79990001122 (phone-field)',
    ])
  })

  test('keep a badly written phone as it is: the rules say what is wrong with it', () => {
    expect(accounts({ _phone: [{ type: 'work', tel: '8 912 34' }] })).toEqual([
      'whatsapp 8 912 34 (phone-field)',
    ])
  })

  test.each([
    null,
    undefined,
    'text',
    7,
    [],
    [null, 1, 'x'],
    [{}],
    [{ type: 'whatsapp' }],
    [{ type: 1, account: 2 }],
  ])('are none in a field that holds something else: %j', (value) =>
    expect(accounts({ accounts: value, _email: value, _phone: value })).toEqual([]),
  )
})

test('the policy follows the rules’ table (section 9)', () => {
  const { channels, ...rest } = policyOf({
    service: false,
    customMessenger: 'unknown',
    files: null,
    contacts: settings.contacts,
  })
  expect(
    Object.fromEntries(Object.entries(channels).map(([channel, { start }]) => [channel, start])),
  ).toEqual({
    email: 'anyone',
    whatsapp: 'anyone',
    telegram: 'anyone',
    'telegram-bot': 'wrote-before',
    'viber-bot': 'never',
    vk: 'never',
    'web-chat': 'never',
    custom: 'if-enabled',
  })
  expect(channels.email).toMatchObject({ openSession: 'allowed', address: 'email', subject: 'optional' })
  expect(channels.whatsapp).toMatchObject({ openSession: 'refuses', address: 'e164', subject: 'none' })
  expect(rest).toEqual({
    openScope: 'account',
    operatorMayStart: null,
    reply: 'assignee',
    cannotTell: ['blocked', 'delivered'],
    after: ['assign-to-me', 'hand-over'],
    handOverComment: false,
    findBy: ['name', 'phone', 'email', 'id'],
    newContact: { by: ['phone', 'email'], made: 'created', email: 'plain', leastPhoneDigits: null },
  })
  expect(
    policyOf({ service: true, customMessenger: 'refused', files: null, contacts: settings.contacts }),
  ).toMatchObject({
    operatorMayStart: ['active', 'out', 'finishing'],
    channels: { custom: { start: 'never' } },
  })
})

describe('settings', () => {
  test('hold their secrets where they can be found, and describe every field', () => {
    expect(secretsOf(settings)).toEqual([SETTINGS.token, SETTINGS.hookSecret])
    const silent = Object.entries(Elma365SettingsSchema.shape).filter(([, field]) => !field.description)
    expect(silent.map(([name]) => name)).toEqual(['kind'])
  })

  test.each([
    [{ baseUrl: 'company' }, 'baseUrl'],
    [{ token: '' }, 'token'],
    [{ moduleId: 'x' }, 'moduleId'],
    [{ lines: [] }, 'lines'],
    [
      { lines: [{ id: 'l', channels: [{ channel: 'pigeon', process: { namespace: 'a', code: 'b' } }] }] },
      'lines.0',
    ],
    [{ sessionPage: 'https://company.example/s' }, 'sessionPage'],
    [{ unheardOf: 1 }, ''],
  ])('that are wrong are told with their field: %j', (patch, path) => {
    const result = Elma365SettingsSchema.safeParse({ ...SETTINGS, ...patch })
    expect(result.success).toBe(false)
    expect(result.error!.issues[0]!.path.join('.')).toMatch(new RegExp(`^${path}`))
  })
})
