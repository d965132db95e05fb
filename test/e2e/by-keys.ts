import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** What has the focus, through every shadow root: where it stands and how it is called. */
interface Focused {
  readonly inDialog: boolean
  readonly inWidget: boolean
  /** What it offers is still being loaded. */
  readonly isBusy: boolean
  readonly role: string
  readonly name: string
}

/** A hand on the keyboard and none on the mouse. Every step of it fails where the focus is lost. */
export interface Keys {
  focused(): Promise<Focused>
  /** Presses Tab until this has the focus; past the last stop is the browser's own bar, and then the first. */
  tabTo(name: string | RegExp, role?: string): Promise<void>
  /** Presses keys one after another, none before the field is ready for it; after each the focus is still in the form. */
  press(...keys: readonly string[]): Promise<void>
  type(text: string): Promise<void>
}

/** More stops than any state of the form has. */
const MOST_STOPS = 60

export function keysOf(page: Page): Keys {
  const focused = (): Promise<Focused> => page.evaluate(FOCUSED)
  const held = async (): Promise<void> => {
    await expect.poll(async () => (await focused()).inDialog, { timeout: 10_000 }).toBe(true)
  }
  return {
    focused,
    async tabTo(name, role) {
      const seen: string[] = []
      for (let stop = 0; stop < MOST_STOPS; stop += 1) {
        const at = await focused()
        const fits = typeof name === 'string' ? at.name === name : name.test(at.name)
        if (fits && at.role !== 'body' && (role === undefined || at.role === role)) return
        seen.push(`${at.role} "${at.name}"`)
        await page.keyboard.press('Tab')
      }
      throw new Error(`Tab does not reach ${String(name)}: ${seen.join(', ')}`)
    },
    async press(...keys) {
      for (const key of keys) {
        await expect.poll(async () => (await focused()).isBusy).toBe(false)
        await page.keyboard.press(key)
        await held()
      }
    },
    async type(text) {
      await page.keyboard.type(text)
      await held()
    },
  }
}

/** Runs in the page: the names are what a person would read on it, which is all that the tests ask for. */
const FOCUSED = `(() => {
  let one = document.activeElement
  while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement
  const root = one?.getRootNode()
  const labelled = (one?.getAttribute('aria-labelledby') ?? '').split(' ').filter(Boolean)
  const name = [
    one?.getAttribute('aria-label'),
    labelled.map((id) => root.getElementById(id)?.textContent ?? '').join(' '),
    [...(one?.labels ?? [])].map((label) => label.textContent).join(' '),
    one?.textContent,
  ].find((text) => text?.trim()) ?? ''
  return {
    inDialog: one?.closest('dialog[open]') != null && one.tagName !== 'DIALOG',
    inWidget: root instanceof ShadowRoot,
    isBusy: one?.getAttribute('aria-busy') === 'true',
    role: one?.getAttribute('role') ?? one?.tagName.toLowerCase() ?? '',
    name: name.replace(/\\s+/g, ' ').trim(),
  }
})()`
