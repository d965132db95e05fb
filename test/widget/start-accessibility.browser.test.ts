import type { Page } from 'playwright-core'
import { createRequire } from 'node:module'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startFormKit, type FormKit } from './form-kit.ts'
import { openStart } from './start-kit.ts'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
let kit: FormKit
beforeAll(async () => {
  kit = await startFormKit()
})
afterEach(() => kit.newPage())
afterAll(() => kit.stop())

/** What axe finds wrong, and what stands outside of the page to the right. */
async function faults(page: Page): Promise<string[]> {
  await page.addScriptTag({ path: axePath })
  return page.evaluate(async () => {
    // @ts-expect-error -- axe puts itself on the window, which no type tells
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    const found = violations.flatMap(
      (one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
    const roots = [...document.querySelectorAll('firstline-conversation')].flatMap((one) => {
      const inner = one.shadowRoot?.querySelector('firstline-conversation')?.shadowRoot
      return [one.shadowRoot, inner].filter((root) => root !== null && root !== undefined)
    })
    const edge = document.documentElement.clientWidth + 1
    const outside = roots
      .flatMap((root) => [...root.querySelectorAll<HTMLElement>('*')])
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.cut, .only-heard'))
      .filter((one) => one.getBoundingClientRect().right > edge)
      .map((one) => `outside: ${one.tagName}.${one.className}`)
    return [...found, ...outside]
  })
}

const VIEWS = [
  { locale: 'en', theme: 'light', width: 1280 },
  { locale: 'ru', theme: 'dark', width: 380 },
]

describe.each(VIEWS)('the page without a record in $locale, $theme, $width px', (look) => {
  it('has no fault that axe can find: found people, a correspondence, the form over it, and a new contact', async () => {
    const page = await openStart(kit, 'start', look)
    await page.getByRole('searchbox').fill('pav')
    await page.getByRole('button', { name: /^(Write to|Написать:) Pavel Serov/ }).waitFor()
    expect(await faults(page)).toEqual([])

    await page.getByRole('button', { name: /^(See|Открыть) .*Pavel Serov/ }).click()
    await page.getByRole('log').waitFor()
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: /^(Back|Вернуться)/ }).click()

    await page.getByRole('button', { name: /^(Write to|Написать:) Pavel Serov/ }).click()
    await page.getByRole('dialog').getByRole('radio').first().waitFor()
    expect(await faults(page)).toEqual([])
    await page.getByRole('button', { name: /^(Cancel|Отмена)$/ }).click()

    await page.getByRole('button', { name: /^(New contact|Новый контакт)$/ }).click()
    await page.getByRole('button', { name: /^(Create contact|Создать контакт)$/ }).click()
    await page.getByText(/^(Fill in the phone|Впишите телефон)\.$/).waitFor()
    expect(await faults(page)).toEqual([])
  })

  it('has none when nobody is found', async () => {
    const page = await openStart(kit, 'start-nobody', look)
    await page
      .getByRole('searchbox')
      .fill('somebody with a very long name indeed, longer than the page is wide')
    await page.getByRole('heading', { name: /Nobody found|никого нет/ }).waitFor()
    expect(await faults(page)).toEqual([])
  })
})
