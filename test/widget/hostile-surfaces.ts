import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import type { CardKit } from './card-kit.ts'
import { FILLED, hostileCard, hostilePeople, marked } from './hostile-answers.ts'
import { isOthers, staleReasons } from './hostile-others.ts'
import { faultsOf, trap } from './hostile-page.ts'
import { hostileOperations } from './hostile-troubles.ts'
import { ORIGIN, serveOperations } from './operations-kit.ts'
import { wireStrings } from './wire-strings.ts'

/** So many attempts stand in one text; each is looked for as it was written. */
const IN_ONE = 24
/** In pixels. */
const WIDTH = 380

/** What a customer can fill beside messages, on every surface that shows it, at the width of a phone. */
export function otherSurfaces(kit: () => CardKit, corpus: readonly string[]): void {
  const rows = Array.from({ length: Math.ceil(corpus.length / IN_ONE) }, (_, n) =>
    corpus.slice(n * IN_ONE, (n + 1) * IN_ONE).join('\n'),
  )

  it('the card, its form, the search of its history and the details of a message show it as it was written', async () => {
    const { page, gateway } = kit()
    const all = [rows.join('\n')]
    gateway.scenes.set('hostile', hostileCard(rows))
    const look = await watched(page, gateway.url, 'firstline-conversation')
    await page.addInitScript(drawAll)
    await kit().open('hostile', WIDTH)
    await expect.poll(() => look(all, ['Contact.name'])).toEqual([])
    await expect.poll(() => look(rows, ['Operation.text'])).toEqual([])
    await page.locator('button.fold').click()
    await page.getByRole('button', { name: 'All sessions' }).click()
    await expect
      .poll(() => look(rows, ['Message.text', 'Session.subject', 'Session.operatorName', 'Session.lineName']))
      .toEqual([])
    await kit()
      .log()
      .getByRole('button', { name: /Details/ })
      .first()
      .click()
    await expect
      .poll(() => look(all, ['Audit.operator.name', 'Audit.line', 'Audit.address', 'Audit.steps[].by']))
      .toEqual([])
    await page.keyboard.press('Escape')
    await page.getByRole('button', { name: 'Search in the history' }).click()
    const field = page.getByRole('searchbox', { name: 'Search in the history' })
    await field.fill('fired')
    await field.press('Enter')
    await expect
      .poll(() => page.evaluate(() => CSS.highlights.get('firstline-found')?.size ?? 0))
      .toBeGreaterThan(0)
    await expect.poll(() => look(rows, ['Message.text'])).toEqual([])
    await field.press('Escape')
    await page.getByRole('button', { name: 'New session' }).first().click()
    await page.getByRole('dialog').getByRole('radio').first().waitFor()
    await expect.poll(() => look(rows, ['Way.address', 'Way.mailbox', 'Line.name'])).toEqual([])
    await expect.poll(() => look(all, ['LastWritten.by'])).toEqual([])
  })

  it('the search of customers shows whoever is found as they are written', async () => {
    const { page, gateway } = kit()
    gateway.scenes.set('start-hostile', hostilePeople(rows))
    const look = await watched(page, gateway.url, 'firstline-conversation')
    await page.setViewportSize({ width: WIDTH, height: 720 })
    await page.goto(gateway.page('start-hostile'))
    await page.getByRole('searchbox').fill('hostile')
    await page.getByText(`${rows.length} found`).waitFor()
    await expect.poll(() => look(rows, ['FoundContact.name', 'FoundContact.addresses[]'])).toEqual([])
  })

  it('Operations shows it as it was written, in every section', async () => {
    const { page } = kit()
    await serveOperations(page, hostileOperations(rows))
    const look = await watched(page, ORIGIN, 'firstline-operations')
    await page.setViewportSize({ width: WIDTH, height: 720 })
    await page.goto(`${ORIGIN}/widget/operations#context=a.b.c&locale=en`)
    await page.getByRole('article').first().waitFor()
    const SECTIONS = [
      [
        'Troubled.contactName',
        'Troubled.address',
        'Troubled.text',
        'Troubled.lineName',
        'Troubled.batchName',
      ],
    ]
    for (const [n, tab] of (await page.getByRole('tab').all()).entries()) {
      await tab.click()
      await page.getByRole('tabpanel').getByRole('listitem').first().waitFor()
      await expect.poll(() => look(rows, SECTIONS[n] ?? [])).toEqual([])
    }
  })

  it('no text of the wire is forgotten', () => {
    const strings = wireStrings()
    expect(strings.filter((at) => !FILLED.has(at) && !isOthers(at))).toEqual([])
    expect(staleReasons(strings)).toEqual([])
  })
}

/**
 * What has run, was fetched, leads elsewhere or stands out of the element since then, and which of these places do not show the texts
 * as they were written.
 */
async function watched(page: Page, ours: string, element: string) {
  const fired = await trap(page, ours)
  return async (rows: readonly string[], places: readonly string[]): Promise<string[]> => {
    const [shown, width] = await page.evaluate(
      (name) =>
        [
          document.querySelector(name)?.shadowRoot?.textContent?.toWellFormed() ?? '',
          document.documentElement.scrollWidth,
        ] as const,
      element,
    )
    const changed = places.filter(
      (at) => !rows.every((row) => shown.includes(marked(row, at).toWellFormed())),
    )
    return [
      ...changed.map((at) => `not as it was written: ${at}`),
      ...[...fired.calls].map((n) => `ran: ${n}`),
      ...fired.requests,
      ...fired.refused,
      ...(width > WIDTH ? [`scrolls sideways: ${width}`] : []),
      ...(changed.length > 0 ? [] : await page.evaluate(faultsOf, element)),
    ]
  }
}

/** In the page: so high that every row is drawn. */
function drawAll(): void {
  document.addEventListener('DOMContentLoaded', () => {
    document.querySelector('firstline-conversation')?.setAttribute('style', '--firstline-height: 900000px')
  })
}
