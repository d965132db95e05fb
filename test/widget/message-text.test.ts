import { describe, expect, it } from 'vitest'
import { safeLink, safeSource } from '../../widget/conversation/kinds/safe-address.ts'
import { duration, mediaSize } from '../../widget/conversation/kinds/sizes.ts'
import { isEmojiAlone, textParts } from '../../widget/conversation/kinds/text-parts.ts'
import { hostileCorpus } from './hostile-corpus.ts'

const links = (text: string): string[] =>
  textParts(text).flatMap(({ text: shown, href }) => (href === null ? [] : [`${shown} → ${href}`]))

describe('addresses in a text', () => {
  it('lead to the web, to a mailbox or to a phone, whatever an attacker writes, and nothing else is shown or played', () => {
    const corpus = hostileCorpus()
    const leads = corpus
      .flatMap((text) => [safeLink(text), ...textParts(text).map(({ href }) => href)])
      .filter((href) => href !== null)
    expect(leads.filter((href) => !/^(?:https?:\/\/|mailto:|tel:)/.test(href))).toEqual([])
    const shown = corpus.map(safeSource).filter((href) => href !== null)
    expect(shown.filter((href) => !/^https?:\/\//.test(href))).toEqual([])
  })

  it.each([
    ['see https://shop.example/a?b=1#c.', 'https://shop.example/a?b=1#c → https://shop.example/a?b=1#c'],
    ['(https://shop.example/a_(b))', 'https://shop.example/a_(b) → https://shop.example/a_(b)'],
    ['www.shop.example, ok', 'www.shop.example → https://www.shop.example/'],
    ['write to p.serov@shop.example!', 'p.serov@shop.example → mailto:p.serov@shop.example'],
    ['call +7 912 345 67 89 now', '+7 912 345 67 89 → tel:+79123456789'],
    ['tel:+79123456789', 'tel:+79123456789 → tel:+79123456789'],
    ['https://кто.рф/где', 'https://кто.рф/где → https://xn--j1ail.xn--p1ai/%D0%B3%D0%B4%D0%B5'],
  ])('lead where they say: %s', (text, link) => {
    expect(links(text)).toEqual([link])
  })

  it.each([
    'javascript:alert(1)',
    'data:text/html,<b>1',
    'vbscript:x',
    'file:///etc/passwd',
    'https://bank.example@evil.example/',
    'https://',
    'order 7741 of 18.11.2026',
    '1+1=2',
  ])('are not made of what leads nowhere or elsewhere: %s', (text) => {
    expect(links(text).filter((one) => !one.includes('mailto:'))).toEqual([])
  })

  it.each([
    ['https://\u0430pple.com/', 'https://xn--pple-43d.com/'],
    ['https://\u0430\u0440\u0440\u04CF\u0435.com', 'https://xn--80ak6aa92e.com/'],
    ['https://p\u0430y.\u0440\u0444', 'https://xn--py-7kc.xn--p1ai/'],
  ])('show their true host where letters could be taken for others: %s', (text, shown) => {
    expect(textParts(text)[0]?.text).toBe(shown)
  })

  it('end at letters that cannot be seen or that turn the text around', () => {
    expect(links('https://shop.example/\u202Egpj.exe')).toEqual([
      'https://shop.example/ → https://shop.example/',
    ])
    expect(links('https://sh\u200Bop.example')).toEqual(['https://sh → https://sh/'])
  })

  it('leave every letter of the text where it was, and take no time with endless ones', () => {
    for (const text of [
      'a@'.repeat(40_000),
      'https://'.repeat(10_000),
      `${'('.repeat(50_000)}`,
      'w'.repeat(200_000),
    ]) {
      const parts = textParts(text)
      expect(parts.map((part) => part.text).join('')).toBe(text)
    }
  })
})

describe('an address of a host', () => {
  it.each([
    'javascript:1',
    ' java\nscript:1',
    'data:image/png;base64,',
    'blob:x',
    'https://a\u0000b',
    '',
    null,
  ])('is not used unless it only leads: %j', (address) => {
    expect(safeLink(address)).toBeNull()
    expect(safeSource(address)).toBeNull()
  })

  it('that calls or writes is a link, and nothing to show a picture from', () => {
    expect([safeLink('tel:+7912'), safeSource('tel:+7912')]).toEqual(['tel:+7912', null])
  })
})

it.each([
  ['🙂', true],
  ['👍🏽 👨‍👩‍👧', true],
  ['🙂🙂🙂🙂', false],
  ['7', false],
  ['ok 🙂', false],
])('tells emoji that stand alone: %s', (text, alone) => expect(isEmojiAlone(text)).toBe(alone))

describe('a picture', () => {
  it.each([
    [1600, 1200, { width: 280, height: 210 }],
    [300, 3000, { width: 48, height: 240 }],
    [64, 64, { width: 64, height: 64 }],
    [null, null, { width: 200, height: 150 }],
    [-1, 0, { width: 200, height: 150 }],
  ])('of %s × %s has its place before it is loaded', (width, height, size) => {
    expect(mediaSize(width, height)).toEqual(size)
  })

  it('that moves says how long', () => {
    expect([duration(42_400), duration(3_723_000)]).toEqual(['0:42', '1:02:03'])
  })
})
