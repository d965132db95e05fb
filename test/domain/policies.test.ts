import { describe, expect, it } from 'vitest'
import { KINDS, policyOf, type Kind, type Settings } from '../../scripts/policy-settings.ts'
import { assess, openSessionOf, type ReachFacts } from '../../src/domain/reach.ts'
import { afterChoices } from '../../src/domain/after.ts'
import { CHANNELS, OPERATOR_STATUSES, type Channel } from '../../src/domain/words.ts'
import { facts, line, NOW, operator, session } from './facts.ts'

// The policies are the hosts' own, read through their settings: a row of the rules (section 9) that is not in one of them fails here.

const HOUR_MS = 3600_000
const hoursAgo = (hours: number): string => new Date(NOW.getTime() - hours * HOUR_MS).toISOString()
const ADDRESS: Partial<Record<Channel, string>> = {
  email: 'pavel@example.com',
  whatsapp: '+79120000001',
  viber: '+79120000001',
  sms: '+79120000001',
}
const addressOn = (channel: Channel): string => ADDRESS[channel] ?? 'someone'
const everyLine = { ...line, channels: CHANNELS }

/** What is said of somebody who is known but has never written, unless the case says more. */
function said(kind: Kind, channel: Channel, more: Partial<ReachFacts> = {}, settings: Settings = {}): string {
  const stranger = facts({
    line: everyLine,
    account: { channel, address: addressOn(channel) },
    wroteBefore: false,
    lastInboundAt: null,
    ...more,
  })
  const verdict = assess(policyOf(kind, settings), stranger, NOW)
  return verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code).join(', ') : verdict.kind
}
const wroteAgo = (ms: number): Partial<ReachFacts> => ({
  wroteBefore: true,
  lastInboundAt: new Date(NOW.getTime() - ms).toISOString(),
})
const talking = (channel: Channel): Partial<ReachFacts> => ({
  openSessions: [session({ channel, address: addressOn(channel) })],
  wroteBefore: true,
  lastInboundAt: hoursAgo(1),
})

type FirstMessage =
  | 'free-form'
  | 'template-only'
  | 'never-wrote'
  | 'never-by-operator'
  | 'channel-not-on-host'
const NOT_THERE = 'channel-not-on-host'

/** Section 9: what is said of a first message to somebody who never wrote; blank cells of the table are channels that are not there. */
const TO_A_STRANGER: Record<Channel, Record<Kind, FirstMessage>> = {
  email: { elma365: 'free-form', helpdeskeddy: 'free-form', edna: 'free-form', chatwoot: 'free-form' },
  whatsapp: {
    elma365: 'free-form',
    helpdeskeddy: 'never-wrote',
    edna: 'template-only',
    chatwoot: 'template-only',
  },
  viber: { elma365: NOT_THERE, helpdeskeddy: 'never-wrote', edna: 'free-form', chatwoot: 'free-form' },
  'viber-bot': {
    elma365: 'never-by-operator',
    helpdeskeddy: 'never-wrote',
    edna: 'never-wrote',
    chatwoot: 'never-wrote',
  },
  telegram: {
    elma365: 'free-form',
    helpdeskeddy: 'never-wrote',
    edna: 'never-wrote',
    chatwoot: 'never-wrote',
  },
  'telegram-bot': {
    elma365: 'never-wrote',
    helpdeskeddy: 'never-wrote',
    edna: 'never-wrote',
    chatwoot: 'never-wrote',
  },
  vk: {
    elma365: 'never-by-operator',
    helpdeskeddy: NOT_THERE,
    edna: 'never-wrote',
    chatwoot: 'never-wrote',
  },
  max: { elma365: NOT_THERE, helpdeskeddy: NOT_THERE, edna: 'never-wrote', chatwoot: 'never-wrote' },
  sms: { elma365: NOT_THERE, helpdeskeddy: NOT_THERE, edna: NOT_THERE, chatwoot: 'free-form' },
  'web-chat': {
    elma365: 'never-by-operator',
    helpdeskeddy: NOT_THERE,
    edna: 'free-form',
    chatwoot: 'never-wrote',
  },
  'mobile-app': {
    elma365: NOT_THERE,
    helpdeskeddy: NOT_THERE,
    edna: 'free-form',
    chatwoot: 'never-wrote',
  },
  custom: { elma365: 'free-form', helpdeskeddy: NOT_THERE, edna: 'never-wrote', chatwoot: 'free-form' },
}

/** Which rule stands behind a cell; where a host has none of its own, practice does. */
function ruleOf(kind: Kind, channel: Channel): string {
  if (kind === 'elma365')
    return { 'telegram-bot': 'R-CONTACT-4', custom: 'R-CONTACT-6' }[channel as string] ?? 'R-CONTACT-5'
  if (kind === 'helpdeskeddy') return 'R-CONTACT-3'
  if (kind !== 'edna') return 'section 9'
  return TO_A_STRANGER[channel].edna === 'never-wrote' ? 'R-CONTACT-7' : 'R-CONTACT-2'
}

describe.each(KINDS)('the policy of %s, row by row', (kind) => {
  it.each(CHANNELS.map((channel) => [channel, ruleOf(kind, channel), TO_A_STRANGER[channel][kind]] as const))(
    '%s, to somebody who never wrote (%s): %s',
    (channel, _rule, expected) => expect(said(kind, channel)).toBe(expected),
  )

  it.each(CHANNELS.filter((channel) => TO_A_STRANGER[channel][kind] === 'never-wrote'))(
    '%s, to somebody who wrote an hour ago: free-form (R-CONTACT-1, R-CONTACT-3, R-CONTACT-4, R-CONTACT-7)',
    (channel) =>
      expect(said(kind, channel, { wroteBefore: true, lastInboundAt: hoursAgo(1) })).toBe('free-form'),
  )

  it('takes a letter while a session is open (R-OPEN-2)', () => {
    expect(said(kind, 'email', talking('email'))).toBe('free-form')
  })

  it('refuses who is blocked, on every channel it has (R-BLOCK-1)', () => {
    for (const channel of CHANNELS.filter((one) => policyOf(kind, {}).channels[one]))
      expect(said(kind, channel, { ...talking(channel), openSessions: [], blocked: true })).toContain(
        'blocked',
      )
  })

  it('wants a whole phone in WhatsApp (R-ADDR-2) and an address of letters for letters (R-ADDR-1)', () => {
    for (const [channel, address] of [
      ['whatsapp', '89120000001'],
      ['whatsapp', 'pavel@example.com'],
      ['email', '+79120000001'],
    ] as const)
      expect(said(kind, channel, { account: { channel, address } })).toContain('address-malformed')
  })
})

describe('an open session (R-OPEN-1, R-OPEN-3)', () => {
  it.each<[Kind, 'account' | 'contact']>([
    ['elma365', 'account'],
    ['helpdeskeddy', 'account'],
    ['edna', 'contact'],
    ['chatwoot', 'account'],
  ])('counts, on %s, for the %s', (kind, scope) => {
    const elsewhere = [session({ channel: 'telegram', address: 'pavel' })]
    const found = openSessionOf(
      policyOf(kind, {}),
      { channel: 'whatsapp', address: '+79120000001' },
      elsewhere,
    )
    expect(found?.id).toBe(scope === 'contact' ? 's-1' : undefined)
  })

  it.each<[Kind, Settings, string]>([
    ['elma365', {}, 'open-session'],
    ['edna', {}, 'open-session'],
    ['helpdeskeddy', { openSession: 'refuses' }, 'open-session'],
    ['helpdeskeddy', { openSession: 'warns' }, 'free-form'],
    ['chatwoot', { openSession: 'refuses' }, 'open-session'],
    ['chatwoot', { openSession: 'warns' }, 'free-form'],
  ])('on %s with %j means for WhatsApp: %s', (kind, settings, expected) =>
    expect(said(kind, 'whatsapp', talking('whatsapp'), settings)).toBe(expected),
  )
})

describe('the window for free text', () => {
  it.each<[string, Kind, Channel, Settings, string]>([
    ['R-WIN-1', 'edna', 'whatsapp', {}, 'template-only'],
    ['R-WIN-1', 'chatwoot', 'whatsapp', {}, 'template-only'],
    ['R-WIN-3', 'edna', 'vk', {}, 'template-only'],
    [
      'R-WIN-2',
      'helpdeskeddy',
      'whatsapp',
      { whatsapp: 'business', closedWindow: 'default-template-first' },
      'free-form',
    ],
    ['R-WIN-1', 'helpdeskeddy', 'whatsapp', { whatsapp: 'business' }, 'template-only'],
    ['no window', 'elma365', 'whatsapp', {}, 'free-form'],
    ['no window', 'helpdeskeddy', 'whatsapp', { whatsapp: 'unofficial' }, 'free-form'],
    ['no window', 'edna', 'telegram', {}, 'free-form'],
  ])(
    '%s: %s, %s %j is open a millisecond before 24 h, and at 24:00:00 it is %s',
    (_rule, kind, channel, settings, closed) => {
      expect(said(kind, channel, wroteAgo(24 * HOUR_MS - 1), settings)).toBe('free-form')
      expect(said(kind, channel, wroteAgo(24 * HOUR_MS), settings)).toBe(closed)
    },
  )

  it('R-WIN-2: what HelpDeskEddy sends first is said beforehand', () => {
    const business = policyOf('helpdeskeddy', {
      whatsapp: 'business',
      closedWindow: 'default-template-first',
    })
    expect(assess(business, facts({ lastInboundAt: hoursAgo(30) }), NOW)).toMatchObject({
      kind: 'free-form',
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'default-template-first' })]),
    })
  })
})

describe('who may write, and what may be done then', () => {
  it.each<[Kind, Settings, readonly string[]]>([
    ['elma365', { service: true }, ['offline']],
    ['elma365', { service: false }, []],
    ['edna', {}, ['offline']],
    ['helpdeskeddy', {}, []],
    ['chatwoot', {}, []],
  ])('on %s with %j an operator may not start while %j (R-OPER-1)', (kind, settings, forbidden) => {
    const refused = OPERATOR_STATUSES.filter((status) =>
      said(kind, 'email', { operator: { ...operator, status } }, settings).includes('operator-offline'),
    )
    expect(refused).toEqual(forbidden)
  })

  it.each(KINDS)('on %s only operators of the line start, and its supervisors (R-OPER-2)', (kind) => {
    const as = (id: string): string => said(kind, 'email', { operator: { ...operator, id } })
    expect([as('op-1'), as('op-3'), as('op-9')]).toEqual(['free-form', 'free-form', 'not-operator-of-line'])
  })

  it.each<[Kind, Channel, readonly string[]]>([
    ['elma365', 'whatsapp', ['assign-to-me', 'hand-over']],
    ['helpdeskeddy', 'whatsapp', []],
    ['edna', 'whatsapp', ['assign-to-me', 'hand-over']],
    ['edna', 'email', []],
    ['chatwoot', 'whatsapp', ['assign-to-me', 'close', 'hand-over']],
  ])('after sending on %s, %s, one may: %j (R-AFTER-1, R-AFTER-2, R-AFTER-4)', (kind, channel, expected) => {
    const policy = policyOf(kind, {})
    expect(afterChoices(policy, policy.channels[channel], line, 'op-1')).toEqual(expected)
  })

  it.each(KINDS)('on %s a supervisor is not offered “assign to me” (R-AFTER-3)', (kind) => {
    const policy = policyOf(kind, {})
    expect(afterChoices(policy, policy.channels.whatsapp, line, 'op-3')).not.toContain('assign-to-me')
  })
})

describe('letters and lengths', () => {
  it.each<[Kind, 'none' | 'optional' | 'required', boolean]>([
    ['elma365', 'optional', false],
    ['helpdeskeddy', 'required', true],
    ['edna', 'none', false],
    ['chatwoot', 'optional', true],
  ])('a letter over %s: subject %s, blind copies %s (R-MAIL-1, R-MAIL-2)', (kind, subject, blindCopy) => {
    const email = policyOf(kind, {}).channels.email
    expect([email?.subject, email?.blindCopy ?? false]).toEqual([subject, blindCopy])
  })

  it.each<[Kind, number | null]>([
    ['elma365', null],
    ['helpdeskeddy', null],
    ['edna', 2000],
    ['chatwoot', null],
  ])('the longest text over %s: %s, on every channel (R-TEXT-1)', (kind, limit) => {
    const limits = Object.values(policyOf(kind, {}).channels).map(({ textLimit }) => textLimit)
    expect(new Set(limits)).toEqual(new Set([limit]))
  })

  it('edna’s letters take these files, 30 MB each and together (R-FILE-1)', () => {
    const MB = 1024 * 1024
    const { formats, maxBytes, maxTotalBytes, alone } = policyOf('edna', {}).channels.email?.attachments ?? {}
    expect(formats?.toSorted()).toEqual(['bmp', 'doc', 'docx', 'jpeg', 'jpg', 'pdf', 'png', 'rtf'])
    expect([maxBytes, maxTotalBytes, alone]).toEqual([30 * MB, 30 * MB, true])
  })

  it('edna’s new contacts: seven digits of a phone, the plain grammar of addresses (R-ADDR-3, R-ADDR-4)', () => {
    expect(policyOf('edna', {}).newContact).toEqual({
      by: ['phone', 'email', 'id'],
      made: 'first-message',
      email: 'plain',
      leastPhoneDigits: 7,
    })
  })
})

describe('R-CONTACT-6: an own messenger on ELMA365', () => {
  it.each<[Settings, ReachFacts['enabledByMessenger'], string]>([
    [{ customMessenger: 'allowed' }, undefined, 'free-form'],
    [{ customMessenger: 'refused' }, undefined, 'never-by-operator'],
    [{ customMessenger: 'unknown' }, true, 'free-form'],
    [{ customMessenger: 'unknown' }, false, 'not-enabled'],
  ])('with %j, its side saying %s: %s', (settings, enabledByMessenger, expected) =>
    expect(said('elma365', 'custom', { enabledByMessenger }, settings)).toBe(expected),
  )
})

describe('who is found and who is new, on every host', () => {
  it.each(KINDS)('%s: an email of a new contact has the grammar of the seeds’ forms (R-ADDR-4)', (kind) => {
    expect(policyOf(kind, {}).newContact?.email).toBe('plain')
  })

  it.each([
    ['elma365', ['name', 'phone', 'email', 'id'], ['phone', 'email'], 'created'],
    ['helpdeskeddy', ['name', 'phone', 'email', 'id'], ['email'], 'created'],
    ['edna', ['whole-phone', 'id'], ['phone', 'email', 'id'], 'first-message'],
    ['chatwoot', ['name', 'phone', 'email', 'id'], ['phone', 'email'], 'created'],
  ] as const)(
    '%s finds by %j, and takes who is new by %j, %s (R-FIND-1, R-CONTACT-2)',
    (kind, by, newBy, made) => {
      expect(policyOf(kind, {})).toMatchObject({ findBy: by, newContact: { by: newBy, made } })
    },
  )
})
