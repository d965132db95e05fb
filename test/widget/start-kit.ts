import type { Page } from 'playwright-core'
import { json } from './fake-gateway.ts'
import type { FormKit } from './form-kit.ts'

interface Look {
  readonly width?: number
  readonly locale?: string
  readonly theme?: string
}

/** The page without a record. */
export async function openStart(
  kit: FormKit,
  scene = 'start',
  { width = 1280, ...look }: Look = {},
): Promise<Page> {
  await kit.page.setViewportSize({ width, height: 720 })
  await kit.page.goto(kit.gateway.page(scene, look))
  await kit.page.getByRole('heading', { level: 2 }).waitFor()
  return kit.page
}

/** Types into the search of the page and waits until somebody is found. */
export async function find(page: Page, query: string): Promise<void> {
  await page.getByRole('searchbox').fill(query)
  await page
    .getByRole('button', { name: /^Write to/ })
    .first()
    .waitFor()
}

/** What this path was asked with, oldest first. */
export function looked(kit: FormKit, path: string): Record<string, string>[] {
  const asked = kit.gateway.asked.filter((one) => one.method === 'GET' && one.path === path)
  return asked.map(({ query }) => Object.fromEntries(query))
}

/** A page of people found. */
export function people(names: readonly string[], next: string | null = null): Response {
  return json({ items: names.map((name) => ({ id: `id-${name}`, name, sessions: [] })), next })
}

/** Is this where the keyboard is? */
export function hasFocus(page: Page, name: string): Promise<boolean> {
  return page
    .getByRole('button', { name })
    .first()
    .evaluate((one) => one.matches(':focus'))
}
