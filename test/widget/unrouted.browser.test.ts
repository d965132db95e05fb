import { afterAll, afterEach, beforeAll, expect, it } from 'vitest'
import type { WireOperation } from '../../src/wire/schemas.ts'
import { cardWith } from '../../widget/stories/people.ts'
import { way } from '../../widget/stories/ways.ts'
import { support, talk } from '../../widget/stories/talk.ts'
import { faultsOf } from './axe.ts'
import { json, problem } from './fake-gateway.ts'
import { answer, startFormKit, TEXT, type FormKit } from './form-kit.ts'

let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

const failed: WireOperation = answer(
  { operationId: '0b0e7c2e-0c56-4b0e-8a52-b4b1b6c5a001', text: TEXT },
  { routing: 'failed', after: { kind: 'hand-over', target: 'Billing' } },
)

async function openCard(locale = 'en'): Promise<void> {
  kit.scene('unrouted', {
    card: cardWith([support], talk, { ways: [way({})], operations: [failed] }),
  })
  await kit.page.goto(kit.gateway.page('unrouted', { locale }))
}

it('after a reload the card still says that the hand-over failed, and repeats it alone (R-AFTER-5)', async () => {
  await openCard()
  await kit.page.getByText('Sent. The hand-over to Billing failed.').waitFor()
  // It is a message of its session already and stands nowhere twice.
  expect(await kit.page.getByRole('log').getByText(TEXT).count()).toBe(0)
  const repeat = kit.page.getByRole('button', { name: 'Repeat the hand-over' })
  kit.gateway.on('POST /after', () => problem(503, { code: 'host-unreachable', detail: 'Not now.' }))
  await repeat.click()
  await kit.page.getByText('Not now.').waitFor()
  expect(await faultsOf(kit.page)).toEqual([])
  kit.gateway.on('POST /after', () => json({ ...failed, routing: 'done' }))
  await repeat.click()
  await kit.page.getByText('Sent and handed over to Billing.').waitFor()
  expect(kit.count('POST', `/operations/${failed.operationId}/after`)).toBe(2)
  expect(kit.sent('/sessions')).toHaveLength(0)
  await kit.page.getByRole('button', { name: 'Close' }).click()
  expect(await kit.page.getByText('Sent and handed over to Billing.').count()).toBe(0)
})

it('says so in Russian too', async () => {
  await openCard('ru')
  await kit.page.getByText('Отправлено. Передать сессию не удалось: Billing.').waitFor()
  await kit.page.getByRole('button', { name: 'Передать ещё раз' }).waitFor()
  await kit.page.setViewportSize({ width: 380, height: 760 })
  expect(await faultsOf(kit.page)).toEqual([])
})
