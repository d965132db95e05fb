import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { STORIES, STORY_GROUPS } from '../../widget/stories/list.ts'
import { launchBrowser } from '../setup/browser.ts'
import { startStories, type Stories } from '../setup/stories.ts'

/** So many stories are looked at side by side: each waits more than it works. */
const AT_ONCE = 4

let stories: Stories
let browser: Browser
const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
beforeAll(async () => {
  stories = await startStories()
  browser = await launchBrowser()
})
afterAll(async () => {
  await browser?.close()
  await stories?.stop()
})

interface Look {
  readonly locale: 'en' | 'ru'
  readonly theme: 'light' | 'dark'
  readonly width: number
  readonly height?: number
  readonly more?: Readonly<Record<string, string>>
  readonly forcedColors?: 'active'
}

/** Opens a story as it is to be seen, and gives it to `look` once it is told; a page that throws is a fault. */
async function faultsIn(
  names: readonly string[],
  look: Look,
  inspect: (page: Page, name: string) => Promise<readonly string[]>,
): Promise<string[]> {
  const faults: string[] = []
  const left = [...names]
  const worker = async (): Promise<void> => {
    const context = await browser.newContext({
      viewport: { width: look.width, height: look.height ?? 760 },
      reducedMotion: 'reduce',
      forcedColors: look.forcedColors ?? 'none',
    })
    const page = await context.newPage()
    const say = (sentence: string) => faults.push(`${name} (${look.locale}): ${sentence}`)
    let name = ''
    page.on('pageerror', ({ message }) => say(message))
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      name = next
      const failed = await stories.tell(page, name, { ...look.more, locale: look.locale, theme: look.theme })
      if (failed) say(failed)
      for (const fault of await inspect(page, name)) say(fault)
    }
    await context.close()
  }
  await Promise.all(Array.from({ length: AT_ONCE }, worker))
  return faults.toSorted()
}

/** What axe finds wrong; `rules`: only these. */
async function axeFaults(page: Page, rules?: readonly string[]): Promise<string[]> {
  // Not as a script of the page, which forbids those.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe)
  return page.evaluate(async (only) => {
    // @ts-expect-error -- axe puts itself on the window, which no type tells
    const { violations } = await window.axe.run(document, {
      resultTypes: ['violations'],
      ...(only ? { runOnly: only } : {}),
    })
    return violations.flatMap((one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
      one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
    )
  }, rules)
}

/** What stands out of the page at its end, or is scrolled to sideways. */
function overflowing(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const edge = document.documentElement.clientWidth + 1
    const all = (root: ParentNode): HTMLElement[] =>
      [...root.querySelectorAll<HTMLElement>('*')].flatMap((one) =>
        one.shadowRoot ? [one, ...all(one.shadowRoot)] : [one],
      )
    return all(document)
      .filter((one) => one.checkVisibility({ visibilityProperty: true }) && !one.closest('.cut, .only-heard'))
      .filter((one) => {
        const { left, right } = one.getBoundingClientRect()
        return right > edge || left < -1
      })
      .map((one) => `outside: ${one.outerHTML.slice(0, 120)}`)
  })
}

const turn = (page: Page, theme: string): Promise<void> =>
  page.evaluate((now) => {
    document.documentElement.style.colorScheme = now
    const cards = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('firstline-conversation')].flatMap((one) => [
        one,
        ...(one.shadowRoot ? cards(one.shadowRoot) : []),
      ])
    for (const card of cards(document)) card.setAttribute('theme', now)
  }, theme)

const ALL = Object.keys(STORIES)

it('tells every story once, in both languages', () => {
  const names = STORY_GROUPS.flatMap(({ stories }) => Object.keys(stories))
  expect(new Set(names).size).toBe(names.length)
  for (const { stories: told } of STORY_GROUPS)
    for (const { title } of Object.values(told)) expect(title.every((one) => one.trim() !== '')).toBe(true)
})

it.each([
  { locale: 'en', theme: 'light', width: 1280 },
  { locale: 'ru', theme: 'dark', width: 380 },
] as const)(
  'shows nothing that axe finds wrong, in $locale at $width px, in both themes',
  async (look) => {
    const faults = await faultsIn(ALL, look, async (page) => {
      const found = [...(await axeFaults(page)), ...(await overflowing(page))]
      await turn(page, look.theme === 'light' ? 'dark' : 'light')
      return [...found, ...(await axeFaults(page, ['color-contrast']))]
    })
    expect(faults).toEqual([])
  },
  300_000,
)

it('stands in forced colours, from right to left, closer together, on a page read at twice its size', async () => {
  const look = {
    locale: 'ru',
    theme: 'light',
    width: 640,
    height: 400,
    forcedColors: 'active',
    more: { dir: 'rtl', density: 'compact' },
  } as const
  const faults = await faultsIn(ALL, look, async (page) => [
    ...(await axeFaults(page)),
    ...(await overflowing(page)),
  ])
  expect(faults).toEqual([])
}, 300_000)
