import { expect, test } from 'vitest'
import * as z from 'zod'
import { idsOf } from '../../../src/hosts/chatwoot/ids.ts'
import { addressOf, channelTable } from '../../../src/hosts/chatwoot/map.ts'
import { policyOf } from '../../../src/hosts/chatwoot/policy.ts'
import { ChatwootSettingsSchema, secretsOf } from '../../../src/hosts/chatwoot/settings.ts'
import { adapterOver, answer, SETTINGS } from './adapter.ts'

const settings = ChatwootSettingsSchema.parse({ ...SETTINGS, agentTokens: { 21: 'token-of-olga' } })

test('every setting says what it means, and every secret is known as one', () => {
  const { properties = {} } = z.toJSONSchema(ChatwootSettingsSchema, { io: 'input' })
  for (const [name, property] of Object.entries(properties).filter(([key]) => key !== 'kind'))
    expect([name, (property as { description?: string }).description]).not.toContain(undefined)
  expect(secretsOf(settings)).toEqual([SETTINGS.token, SETTINGS.webhookSecret, 'token-of-olga'])
})

test('ids go both ways, with a prefix and without', () => {
  const plain = idsOf(settings.idPrefixes)
  const named = idsOf({ ...settings.idPrefixes, contact: 'c-' })
  expect(plain.ours('contact', 12)).toBe('12')
  expect(named.ours('contact', 12)).toBe('c-12')
  expect(named.theirs('contact', 'c-12')).toBe(12)
  for (const id of ['12', 'c-', 'c-0', 'c-01', 'c-1.5', 'c-1e3', 'c--1', 'c-99999999999999999', '../c-1', ''])
    expect([id, named.theirs('contact', id)]).toEqual([id, null])
})

test.each([
  ['Channel::Whatsapp', 'whatsapp'],
  ['Channel::Email', 'email'],
  ['Channel::Telegram', 'telegram-bot'],
  ['Channel::Sms', 'sms'],
  ['Channel::WebWidget', 'web-chat'],
  ['Channel::FacebookPage', null],
  ['Channel::Line', null],
])('%s is %s', (type, channel) => {
  expect(channelTable({ apiInboxes: {} }).channelOf({ id: 1, channel_type: type })).toBe(channel)
})

test('behind an API inbox stands what the settings say, and Twilio has two media', () => {
  const { channelOf } = channelTable({ apiInboxes: { 4: 'viber-bot' } })
  expect(channelOf({ id: 4, channel_type: 'Channel::Api' })).toBe('viber-bot')
  expect(channelOf({ id: 5, channel_type: 'Channel::Api' })).toBe('custom')
  expect(channelOf({ id: 6, channel_type: 'Channel::TwilioSms', medium: 'whatsapp' })).toBe('whatsapp')
  expect(channelOf({ id: 6, channel_type: 'Channel::TwilioSms' }, 'whatsapp:+79001112233')).toBe('whatsapp')
  expect(channelOf({ id: 6, channel_type: 'Channel::TwilioSms', medium: 'sms' })).toBe('sms')
})

test('source ids of WhatsApp become international phones, others stay', () => {
  expect(addressOf('whatsapp', '79001112233')).toBe('+79001112233')
  expect(addressOf('whatsapp', 'whatsapp:+79001112233')).toBe('+79001112233')
  expect(addressOf('telegram-bot', '123456789')).toBe('123456789')
})

test('the policy is the host’s column of the rules', () => {
  const { channels, openScope } = policyOf(settings)
  expect(channels.whatsapp).toMatchObject({ start: 'anyone', windowMs: 86_400_000, openSession: 'refuses' })
  expect(channels.email).toMatchObject({ start: 'anyone', openSession: 'allowed', subject: 'optional' })
  expect(channels['telegram-bot']).toMatchObject({ start: 'wrote-before' })
  expect(policyOf({ openSession: 'warns' }).channels.whatsapp?.openSession).toBe('warns')
  expect(openScope).toBe('account')
})

test.each([
  ['a token of somebody else’s account', { id: 1, accounts: [{ id: 9, role: 'administrator' }] }, /account/],
  ['a token of a plain agent', { id: 1, accounts: [{ id: 3, role: 'agent' }] }, /administrator/],
])('the probe names %s in words', async (_what, profile, words) => {
  const { host } = adapterOver((asked) => (asked.path === '/api/v1/profile' ? profile : answer(asked)))
  const wrong = (await host.probe()).find(({ about }) => about.en === 'Token')
  expect(wrong).toMatchObject({ ok: false, text: { en: expect.stringMatching(words) } })
})

test('the probe names inboxes and users of the settings that the host does not have', async () => {
  const { host } = adapterOver(answer, { apiInboxes: { 44: 'viber-bot' }, serviceUser: 901 })
  const wrong = (await host.probe()).filter(({ ok }) => !ok)
  expect(wrong.map(({ about }) => about.en)).toEqual(['Inboxes', 'Agents'])
})
