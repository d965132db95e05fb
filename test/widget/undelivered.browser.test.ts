import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { failureSentence, type Locale } from '../../src/words/index.ts'
import { CHANNEL_FAILURES } from '../../src/words/sentences.ts'
import { cardWith, session, to } from '../../widget/stories/people.ts'
import { startCardKit, type CardKit } from './card-kit.ts'

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const OWN = '131000: <b>Something</b> went wrong'
const CODES = [...CHANNEL_FAILURES, 'e-4711']
const BUTTON: Record<Locale, string> = { en: 'Write again', ru: 'Написать заново' }

describe('messages that were not delivered (R-ERR-2)', () => {
  it.each(['en', 'ru'] as const)('each say why in the history, and what helps: %s', async (locale) => {
    const failed = CODES.map((code, n) =>
      to(CODES.length - n, `Message ${n}`, { id: `m-${n}`, status: 'failed', failure: { code, text: OWN } }),
    )
    kit.gateway.scenes.set('undelivered', { card: cardWith([session({ id: 's-1' })], failed) })
    await kit.page.goto(kit.gateway.page('undelivered', { locale }))
    const log = kit.page.getByRole('log')
    for (const [n, code] of CODES.entries()) {
      const bubble = log.getByRole('article').filter({ hasText: `Message ${n}` })
      await bubble.getByText(failureSentence(code, locale, { channel: 'whatsapp' })).waitFor()
      // The host's own words stand only where we have none, and as text.
      const shown = await bubble.getByText(OWN).count()
      expect(`${code} ${shown}`).toBe(`${code} ${code === 'unknown' || code === 'e-4711' ? 1 : 0}`)
    }
    expect(await log.locator('b').count()).toBe(0)
    expect(await log.getByRole('button', { name: BUTTON[locale] }).count()).toBe(CODES.length)
  })
})
