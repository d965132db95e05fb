import { createRequire } from 'node:module'
import { readFile } from 'node:fs/promises'
import type { Frame, Page } from 'playwright-core'

const axePath = createRequire(import.meta.url).resolve('axe-core/axe.min.js')

/** What axe finds wrong with the page, and what stands out of it to the right, one line each. */
export async function faultsOf(page: Page | Frame): Promise<string[]> {
  // Not as a script of the page: the gateway's own pages forbid those.
  await page.evaluate(await readFile(axePath, 'utf8'))
  return page.evaluate(async () => {
    // @ts-expect-error -- axe puts itself on the window, which no type tells
    const { violations } = await window.axe.run(document, { resultTypes: ['violations'] })
    const edge = document.documentElement.clientWidth + 1
    const all =
      document
        .querySelector('firstline-conversation, firstline-operations')
        ?.shadowRoot?.querySelectorAll('*') ?? []
    return [
      ...violations.flatMap((one: { id: string; nodes: { html: string; failureSummary: string }[] }) =>
        one.nodes.map((node) => `${one.id}: ${node.html.slice(0, 160)} ${node.failureSummary}`),
      ),
      ...[...all]
        .filter((one) => one.checkVisibility() && !one.closest('.cut, .only-heard'))
        .filter((one) => one.getBoundingClientRect().right > edge)
        .map((one) => `too wide: ${one.outerHTML.slice(0, 120)}`),
    ]
  })
}
