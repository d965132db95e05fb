import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { failureSentence, type Locale } from '../../src/words/index.ts'
import { CHANNEL_FAILURES } from '../../src/words/sentences.ts'
import { cardWith, session, to } from '../../widget/stories/people.ts'
import { operation } from '../../widget/stories/talk.ts'
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
      await bubble.getByText(failureSentence(code, locale, { channel: 'whatsapp', hostText: OWN })).waitFor()
      // The host's own words stand only where we have none, and as text.
      const shown = await bubble.getByText(OWN).count()
      expect(`${code} ${shown}`).toBe(`${code} ${code === 'unknown' || code === 'e-4711' ? 1 : 0}`)
    }
    expect(await log.locator('b').count()).toBe(0)
    expect(await log.getByRole('button', { name: BUTTON[locale] }).count()).toBe(CODES.length)
  })

  it('a message that fails after it was sent says so at once, and its operation stands nowhere beside', async () => {
    const message = to(1, 'Your order is ready', { id: 'm-1', sessionId: 's-1', status: 'sent' })
    kit.gateway.scenes.set('fails-late', { card: cardWith([session({ id: 's-1' })], [message]) })
    await kit.page.goto(kit.gateway.page('fails-late', {}))
    const bubble = kit.page.getByRole('article').filter({ hasText: message.text })
    await bubble.getByText('Sent', { exact: true }).waitFor()
    const failure = { code: 'blocked', text: 'user-blocked' }
    const about = { sessionId: 's-1', messageId: 'm-1', text: message.text, failure }
    await kit.gateway.tell({ kind: 'operation', operation: operation({ operationId: 'o-1', ...about }) })
    await kit.gateway.tell({ kind: 'message', message: { ...message, status: 'failed', failure } })
    await bubble.getByText(failureSentence('blocked', 'en', { channel: 'whatsapp' })).waitFor()
    expect(await kit.page.getByText(message.text).count()).toBe(1)
  })
})
