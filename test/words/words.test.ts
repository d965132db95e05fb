import { describe, expect, it } from 'vitest'
import { REASON_CODES, reason, type Remedy } from '../../src/domain/reasons.ts'
import { HOST_ERROR_CODES } from '../../src/hosts/errors.ts'
import {
  chooseLocale,
  CHANNEL_FAILURES,
  failureSentence,
  LOCALES,
  reasonSentence,
  remedyLabel,
} from '../../src/words/index.ts'
import { english } from '../../widget/conversation/history/details-words/en.ts'
import { russian } from '../../widget/conversation/history/details-words/ru.ts'

const REMEDIES: Remedy[] = [
  { kind: 'open-session', sessionId: 's-1' },
  { kind: 'choose-another' },
  { kind: 'fix-address', suggestion: null },
  { kind: 'fix-address', suggestion: '+79120000000' },
  { kind: 'customer-writes-first' },
  { kind: 'obtain-consent' },
  { kind: 'ask-administrator' },
  { kind: 'go-online' },
  { kind: 'shorten', limit: 2000 },
  { kind: 'fill', field: 'text' },
  { kind: 'fill', field: 'subject' },
]

it('R-AUDIT-1: how a step ended is said in words, whatever the host did', () => {
  for (const { outcomes } of [english, russian])
    for (const code of HOST_ERROR_CODES.filter((one) => one !== 'contact-exists'))
      expect(outcomes[code]).toMatch(/^[^-]+$/)
})

/** The sentence that names an operator. */
const naming = (operator: string) =>
  reasonSentence(reason('session-of-another-operator', null, { operator }), 'en')

describe('sentences', () => {
  it('sets a name that is written from right to left apart, and leaves every other as it is', () => {
    for (const name of ['سارة أحمد', 'דוד כהן 2']) expect(naming(name)).toContain(`\u2068${name}\u2069 has`)
    for (const name of ['Olga', 'Ольга 2', '奥尔加']) expect(naming(name)).toMatch(new RegExp(`^${name} has`))
  })

  it.each(LOCALES)('says every reason and failure in %s without codes, ids or holes', (locale) => {
    const facts = { operatorId: 'op-2', lineId: 'line-1', openedAt: '2026-11-20T10:02:00.000Z' }
    const said = [
      ...REASON_CODES.map((code) => reasonSentence(reason(code), locale)),
      ...REASON_CODES.map((code) => reasonSentence(reason(code, null, facts), locale)),
      ...[...HOST_ERROR_CODES, ...CHANNEL_FAILURES].map((code) => failureSentence(code, locale)),
    ]
    for (const sentence of said) {
      expect(sentence).toMatch(/\.$/)
      expect(sentence).not.toMatch(/undefined|null|NaN|op-2|line-1|T10:02|!|Oops/)
    }
    for (const remedy of REMEDIES) expect(remedyLabel(remedy, locale)).toMatch(/\S/)
  })

  it('says who has the open session and since when, where that is known', () => {
    const open = reason('open-session', null, {
      operatorId: 'op-2',
      operator: 'Irina Belova',
      line: 'Support',
      openedAt: '2026-11-20T10:02:00.000Z',
    })
    const view = { now: new Date('2026-11-20T12:00:00Z'), timeZone: 'UTC' }
    expect(reasonSentence(open, 'en', view)).toBe(
      'A session on Support is open (begun 10:02), with Irina Belova.',
    )
    expect(reasonSentence(open, 'ru', view)).toBe(
      'Сессия в линии «Support» открыта (начата 10:02), ведёт Irina Belova.',
    )
    const nextDay = { now: new Date('2026-11-21T12:00:00Z'), timeZone: 'UTC' }
    expect(reasonSentence(open, 'en', nextDay)).toContain('20 Nov, 10:02')
  })

  it.each([
    [
      { openedBy: 'operator', opener: 'Irina Belova' },
      'A session on Support is open (begun 10:02): Irina Belova opened it.',
      'Сессия в линии «Support» открыта (начата 10:02): её открыл оператор Irina Belova.',
    ],
    [
      { openedBy: 'operator', opener: 'Oleg' },
      'A session on Support is open (begun 10:02): Oleg opened it, Irina Belova has it.',
      'Сессия в линии «Support» открыта (начата 10:02): её открыл оператор Oleg, ведёт Irina Belova.',
    ],
    [
      { openedBy: 'customer', operator: null, operatorId: null },
      'A session on Support is open (begun 10:02): the customer opened it, no operator has taken it yet.',
      'Сессия в линии «Support» открыта (начата 10:02): её открыл клиент, пока никто не взял.',
    ],
    [
      { openedBy: 'process' },
      'A session on Support is open (begun 10:02): a process opened it, Irina Belova has it.',
      'Сессия в линии «Support» открыта (начата 10:02): её открыл процесс, ведёт Irina Belova.',
    ],
  ])('says who opened the session: %j (R-OPEN-4)', (facts, en, ru) => {
    const open = reason('open-session', null, {
      operatorId: 'op-2',
      operator: 'Irina Belova',
      line: 'Support',
      openedAt: '2026-11-20T10:02:00.000Z',
      ...facts,
    })
    const view = { now: new Date('2026-11-20T12:00:00Z'), timeZone: 'UTC' }
    expect([reasonSentence(open, 'en', view), reasonSentence(open, 'ru', view)]).toEqual([en, ru])
  })

  it('says that nobody has taken a session only when that is known', () => {
    expect(reasonSentence(reason('open-session', null, { operatorId: null }), 'en')).toContain(
      'no operator has taken it',
    )
    expect(reasonSentence(reason('open-session'), 'en')).not.toContain('no operator')
  })

  it.each<[(typeof CHANNEL_FAILURES)[number], RegExp, RegExp]>([
    [
      'blocked',
      /blocked us in WhatsApp\. Write another way\.$/,
      /заблокировал нас.*Напишите другим способом\.$/,
    ],
    [
      'not-a-user',
      /not in WhatsApp\. Write another way\.$/,
      /такого адреса нет\. Напишите другим способом\.$/,
    ],
    ['not-approved-template', /approved template\. Choose a template/, /шаблоном\. Выберите шаблон/],
    ['window-closed', /only an approved template may be sent\.$/, /отправить только одобренный шаблон\.$/],
    ['address-unreachable', /not exist\. Check it with the customer\.$/, /Уточните его у клиента\.$/],
    ['channel-setup', /paid for\. Tell an administrator\.$/, /не оплачен\. Сообщите администратору\.$/],
    ['channel-broken', /of its own\. Send again later\.$/, /канала\. Отправьте ещё раз позже\.$/],
    ['not-sent', /did not leave\. You can send it again\.$/, /не ушло\. Его можно отправить ещё раз\.$/],
    // Nobody knows why, so no step is made up.
    ['unknown', /does not say why\.$/, /причину канал не сообщает\.$/],
  ])('says of %s why, and what would help (R-ERR-2)', (code, english, russian) => {
    expect(failureSentence(code, 'en', { channel: 'whatsapp' })).toMatch(english)
    expect(failureSentence(code, 'ru', { channel: 'whatsapp' })).toMatch(russian)
  })

  it('does not say that the channel is silent where its own words follow (R-ERR-2)', () => {
    const facts = { channel: 'whatsapp', hostText: '470: Too many' } as const
    expect(failureSentence('unknown', 'en', facts)).toBe('Not delivered. The channel says:')
    expect(failureSentence('unknown', 'ru', facts)).toBe('Не доставлено. Ответ канала:')
  })

  it('has a sentence of its own for every failure of a channel (R-ERR-2)', () => {
    for (const locale of LOCALES)
      expect(new Set(CHANNEL_FAILURES.map((code) => failureSentence(code, locale))).size).toBe(
        CHANNEL_FAILURES.length,
      )
  })

  it('says a code it does not know as unknown, whatever the code is called', () => {
    expect(failureSentence('e-4711', 'en')).toBe(failureSentence('unknown', 'en'))
    expect(failureSentence('constructor', 'ru')).toBe(failureSentence('unknown', 'ru'))
  })
})

describe('choosing a language', () => {
  it.each([
    ['ru-RU,ru;q=0.9,en;q=0.8', 'ru'],
    ['de, en;q=0.5, ru;q=0.7', 'ru'],
    ['ru;q=0, de', 'en'],
    ['', 'en'],
    [null, 'en'],
    ['ru_RU', 'ru'],
  ])('reads %s as %s', (wanted, locale) => expect(chooseLocale(wanted)).toBe(locale))
})
