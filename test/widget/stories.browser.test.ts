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
}
const HEIGHT = 760

/** Opens a story as it is to be seen, and gives it to `look` once it is told; a page that throws is a fault. */
async function faultsIn(
  names: readonly string[],
  look: Look,
  inspect: (page: Page, name: string) => Promise<readonly string[]>,
): Promise<string[]> {
  const faults: string[] = []
  const left = [...names]
  const worker = async (): Promise<void> => {
    const context = await browser.newContext({ reducedMotion: 'reduce' })
    const page = await context.newPage()
    const say = (sentence: string) => faults.push(`${name} (${look.locale}): ${sentence}`)
    let name = ''
    page.on('pageerror', ({ message }) => say(message))
    for (let next = left.shift(); next !== undefined; next = left.shift()) {
      name = next
      await page.setViewportSize({ width: look.width, height: HEIGHT })
      await page.emulateMedia({ forcedColors: 'none' })
      const failed = await stories.tell(page, name, { locale: look.locale, theme: look.theme })
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

/** What a page or a person may change while the card is open. */
interface Turn {
  readonly theme: 'light' | 'dark'
  readonly dir?: 'rtl'
  readonly density?: 'compact'
}

const turn = (page: Page, now: Turn): Promise<void> =>
  page.evaluate(async ({ theme, dir, density }) => {
    document.documentElement.style.colorScheme = theme
    if (dir) document.documentElement.dir = dir
    const cards = (root: ParentNode): Element[] =>
      [...root.querySelectorAll('firstline-conversation')].flatMap((one) => [
        one,
        ...(one.shadowRoot ? cards(one.shadowRoot) : []),
      ])
    for (const card of cards(document)) {
      card.setAttribute('theme', theme)
      if (density) card.setAttribute('density', density)
    }
    // What follows the size of the page has been drawn.
    for (let frame = 0; frame < 2; frame += 1) await new Promise(requestAnimationFrame)
  }, now)

/** In forced colours, from right to left, closer together, on a page read at twice its size. */
async function turnAllOver(page: Page): Promise<void> {
  await page.emulateMedia({ forcedColors: 'active' })
  await page.setViewportSize({ width: 640, height: 400 })
  await turn(page, { theme: 'light', dir: 'rtl', density: 'compact' })
}

const ALL = Object.keys(STORIES)

it('tells every story once, in both languages', () => {
  const names = STORY_GROUPS.flatMap(({ stories }) => Object.keys(stories))
  expect(new Set(names).size).toBe(names.length)
  for (const { stories: told } of STORY_GROUPS)
    for (const { title } of Object.values(told)) expect(title.every((one) => one.trim() !== '')).toBe(true)
})

/** In the look that it is opened in, with all that axe asks; then in the other theme, whose colours alone are new. */
async function inBothThemes(page: Page, { theme }: Look): Promise<string[]> {
  const found = [...(await axeFaults(page)), ...(await overflowing(page))]
  await turn(page, { theme: theme === 'light' ? 'dark' : 'light' })
  return [...found, ...(await axeFaults(page, ['color-contrast']))]
}

it('shows nothing that axe finds wrong, in English at 1280 px, in both themes', async () => {
  const look = { locale: 'en', theme: 'light', width: 1280 } as const
  expect(await faultsIn(ALL, look, (page) => inBothThemes(page, look))).toEqual([])
}, 300_000)

it('nor in Russian at 380 px, in both themes, in forced colours, from right to left, closer together, at twice its size', async () => {
  const look = { locale: 'ru', theme: 'dark', width: 380 } as const
  const faults = await faultsIn(ALL, look, async (page) => {
    const found = await inBothThemes(page, look)
    await turnAllOver(page)
    return [...found, ...(await axeFaults(page)), ...(await overflowing(page))]
  })
  expect(faults).toEqual([])
}, 300_000)

/** What is read, and on what, in the names of the tokens; `more`: a ground that a pointer makes. */
const READ: readonly (readonly [ink: string, ground: string])[] = [
  ['--on-accent', '--accent'],
  ['--on-accent', '--primary-hover'],
  ['--accent-text', '--surface'],
  ['--accent-text', '--raised'],
  ['--accent-text', '--accent-quiet'],
  ['--accent-text', '--tinted-hover'],
  ...['--text', '--quiet', '--good', '--warn', '--bad'].map((ink) => [ink, '--accent-quiet'] as const),
]

it.each(['light', 'dark'])('stays readable whatever accent a host gives, in the %s theme', async (theme) => {
  const page = await browser.newPage()
  await stories.tell(page, 'answering', { theme })
  const hues = Array.from({ length: 12 }, (_, n) => n * 30)
  const accents = [0.05, 0.2, 0.35, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8, 0.9, 0.97].flatMap((light) =>
    [0.01, 0.08, 0.15, 0.3].flatMap((chroma) => hues.map((hue) => `oklch(${light} ${chroma} ${hue})`)),
  )
  const poor = await page.evaluate(
    ({ accents: all, read }) => {
      const card = document.querySelector<HTMLElement>('firstline-conversation')
      const root = card?.shadowRoot
      if (!card || !root) return ['no card']
      const rules = [...root.querySelectorAll('style')].map((one) => one.textContent).join('')
      // The grounds under a pointer, as the styles have them.
      const hover = (selector: string): string =>
        new RegExp(`${selector}:hover\\s*{[^}]*?background(?:-color)?:\\s*([^;}]+)`).exec(rules)?.[1] ?? ''
      const probe = document.createElement('p')
      probe.style.setProperty('--primary-hover', hover('\\.button\\.primary'))
      probe.style.setProperty('--tinted-hover', hover('\\.button\\.tinted'))
      root.append(probe)
      const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true })
      const luminance = (token: string): number => {
        probe.style.color = `var(${token})`
        if (!canvas) return Number.NaN
        canvas.fillStyle = getComputedStyle(probe).color
        canvas.fillRect(0, 0, 1, 1)
        const [r = 0, g = 0, b = 0] = [...canvas.getImageData(0, 0, 1, 1).data].map((part) => {
          const one = part / 255
          return one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4
        })
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
      }
      const apart = (ground: string): number => {
        const [a, b] = [luminance(ground), luminance('--surface')].toSorted((x, y) => x - y) as [
          number,
          number,
        ]
        return (b + 0.05) / (a + 0.05) - 1
      }
      const found: string[] = []
      for (const accent of all) {
        card.style.setProperty('--firstline-accent', accent)
        for (const [ink, ground] of read) {
          const [a, b] = [luminance(ink), luminance(ground)].toSorted((x, y) => x - y) as [number, number]
          const ratio = (b + 0.05) / (a + 0.05)
          // Not a hair under it: colours of a screen are rounded.
          if (!(ratio >= 4.47)) found.push(`${accent}: ${ink} on ${ground} ${ratio.toFixed(2)}`)
        }
        // One's own messages and the session that is read stand out of the surface, as the customer's messages do.
        if (apart('--accent-quiet') < 0.8 * apart('--raised')) found.push(`${accent}: no ground to be seen`)
      }
      return found
    },
    { accents, read: READ },
  )
  expect(poor).toEqual([])
  await page.close()
})

it('stands closer together where the page says so, unless the person chose otherwise', async () => {
  const page = await browser.newPage({ viewport: { width: 900, height: 760 } })
  const heights = async (density: string) => {
    await stories.tell(page, 'many', { density })
    const row = page.locator('.sessions button').nth(1)
    return (await row.boundingBox())?.height ?? 0
  }
  const [roomy, close] = [await heights('comfortable'), await heights('compact')]
  // 4 px less above and below.
  expect(roomy - close).toBe(8)
  await page.evaluate(() => localStorage.setItem('firstline-density', 'comfortable'))
  expect(await heights('compact')).toBe(roomy)
  await page.close()
})
