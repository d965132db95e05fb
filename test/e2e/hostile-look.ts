import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { faultsOf, trap } from '../widget/hostile-page.ts'
import { keeps, type Attempts } from './hostile-customer.ts'

/** In pixels. */
export const WIDTH = 380

type Surface = 'firstline-conversation' | 'firstline-operations'

/** What stands there, read or heard, whatever blanks and letters of either case the host made of it. */
const plain = (text: string): string => text.replaceAll(/\s+/gu, ' ').toLowerCase()

/** Looks at every surface: what of a customer's attempts is shown as it was written, and what is wrong with the page. */
export async function hostileLook(page: Page, { filled }: Attempts, ...ours: readonly string[]) {
  const fired = await trap(page, ...ours)
  page.on('dialog', (dialog) => void dialog.dismiss().then(() => fired.refused.push(dialog.message())))
  await page.addInitScript(drawAll)
  const seen = new Set<string>()

  /** What has to be shown and is not yet. */
  const missing = async (element: Surface, fields: readonly string[]): Promise<string[]> => {
    const text = plain(await page.evaluate(shownIn, element))
    for (const attempt of Object.values(filled).flat()) if (text.includes(plain(attempt))) seen.add(attempt)
    return fields.flatMap((field) => (filled[field] ?? [field]).filter((one) => !text.includes(plain(one))))
  }
  return {
    /** Waits until all of these fields are shown as they were written; nothing may have run or broken. */
    async shows(element: Surface, ...fields: readonly string[]): Promise<void> {
      await expect.poll(() => missing(element, fields)).toEqual([])
      expect([...fired.calls]).toEqual([])
      expect(fired.requests).toEqual([])
      expect(fired.refused).toEqual([])
      expect(await page.evaluate(faultsOf, element)).toEqual([])
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(WIDTH)
    },
    /** So many attempts were shown as they were written, each field of its own. */
    count: () => seen.size,
  }
}

/** Those of these fields that the vendor keeps. */
export const kept = (dialect: string, ...fields: readonly string[]): string[] =>
  fields.filter((field) => keeps(dialect).includes(field))

/** In the page: all texts of the element, and names that are only heard. */
function shownIn(element: string): string {
  const root = document.querySelector(element)?.shadowRoot
  const names = [...(root?.querySelectorAll('[alt], [aria-label], [title]') ?? [])].flatMap((one) =>
    ['alt', 'aria-label', 'title'].map((name) => one.getAttribute(name) ?? ''),
  )
  return [root?.textContent ?? '', ...names].join('\n').toWellFormed()
}

/** In the page: so high that every row is drawn. */
function drawAll(): void {
  document.addEventListener('DOMContentLoaded', () => {
    document.querySelector('firstline-conversation')?.setAttribute('style', '--firstline-height: 900000px')
  })
}
