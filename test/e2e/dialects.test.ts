import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { showsHostileCustomer } from './hostile-surfaces.ts'
import { openForm, scene, widget } from './scene.ts'

const PHONE = '+79123456789'

const log = (page: Page) => widget(page).getByRole('log')

/**
 * Scrolls up in steps, and says by how many pixels what is seen was moved beyond that at most, and in which order it was read what
 * the pattern finds.
 */
const readUpwards = (page: Page, steps: number, pattern: string) =>
  log(page).evaluate(
    async (list, [count, looked]) => {
      const words = list as HTMLElement
      const box = list.parentElement as HTMLElement
      // oxlint-disable-next-line unicorn/consistent-function-scoping -- it runs in the page
      const top = (row: Element): number => row.getBoundingClientRect().top
      const read: string[] = []
      let moved = 0
      for (let step = 0; step < count; step++) {
        const found = words.innerText.match(new RegExp(looked, 'gu')) ?? []
        // What stands twice beside itself would be read twice.
        if (new Set(found).size !== found.length) read.push('doubled')
        read.unshift(...found.filter((one) => !read.includes(one)))
        const seen = [...list.querySelectorAll('li')].find((row) => top(row) > top(box) + 100)
        const before = seen ? top(seen) : 0
        const from = box.scrollTop
        box.scrollTop -= 300
        const by = from - box.scrollTop
        for (let frame = 0; frame < 2; frame++)
          await new Promise((done) => requestAnimationFrame(() => setTimeout(done)))
        moved = Math.max(moved, seen?.isConnected ? Math.abs(top(seen) - before - by) : Infinity)
      }
      return { moved, read }
    },
    [steps, pattern] as const,
  )

/** The same card and the same form, whichever vendor's product stands behind. */
describe.each(Object.keys(DIALECTS))('over the dialect %s', (dialect) => {
  const there = scene(dialect)

  test('a session is started from a card, whose contact the form has: one message arrives, and the answer comes back live (R-START-1, R-ONCE-1)', async () => {
    // Whoever has just written may be written to everywhere, window or not; their session is over.
    await there.ask('/customer', { channel: 'whatsapp', address: PHONE, action: 'write', text: 'Hello' })
    for (const { id, state, address } of (await there.store()).sessions)
      if (address === PHONE && state !== 'closed') await there.ask('/close', { sessionId: id })

    const page = await there.open({ path: '/contacts/c-1' })
    const form = await openForm(page)
    // Nobody is searched for: the record says who it is.
    await page.getByRole('dialog', { name: 'New session with Pavel Serov' }).waitFor()
    expect(await form.getByRole('searchbox', { name: /customer/i }).count()).toBe(0)
    await form
      .getByRole('radio', { name: /WhatsApp/ })
      .first()
      .check()
    await form.getByRole('textbox', { name: 'Message' }).fill('Good day, Pavel. Order 15 is ready.')
    await form.getByRole('button', { name: 'Create and send' }).dblclick()
    await form.waitFor({ state: 'hidden' })
    await page.getByRole('log').getByText('Good day, Pavel. Order 15 is ready.').first().waitFor()
    const { deliveries } = await there.store()
    expect(deliveries.filter(({ text }) => text.includes('Order 15 is ready'))).toMatchObject([
      { channel: 'whatsapp', address: PHONE },
    ])

    const answer = { channel: 'whatsapp', address: PHONE, action: 'write', text: 'I will come at five' }
    await there.ask('/customer', answer)
    await page.getByRole('log').getByText('I will come at five').first().waitFor()
  })

  test('two tabs that were offline have all that was said, once and in order, an own answer among it; older pages move nothing that is read (R-ONCE-1)', async () => {
    const { engine } = there.stand.sandbox
    const write = (text: string) =>
      engine.customer({ channel: 'whatsapp', address: PHONE, action: 'write', text })
    write('Are you there?')
    const page = await there.open({ path: '/contacts/c-1' })
    const other = await page.context().newPage()
    await other.goto(page.url())
    for (const tab of [page, other]) await log(tab).getByText('Are you there?').waitFor()
    const box = widget(page).getByRole('textbox', { name: 'Write a message' })
    await box.fill('I am here')
    await box.press('Control+Enter')
    // It stands in the other tab once the host has it.
    for (const tab of [page, other]) await log(tab).getByText('I am here').waitFor()

    await page.context().setOffline(true)
    for (const tab of [page, other]) await widget(tab).getByText('No network.').waitFor()
    const said = Array.from({ length: 24 }, (_, n) => `Word ${n}.`)
    for (const text of said) write(text)
    await page.context().setOffline(false)
    for (const tab of [page, other]) {
      await log(tab).getByText('Word 23.').waitFor()
      const { moved, read } = await readUpwards(tab, 12, String.raw`Word \d+\.|I am here`)
      expect(read).toEqual(['I am here', ...said])
      expect(moved).toBeLessThanOrEqual(1)
    }
    expect(engine.store.deliveries.filter(({ text }) => text === 'I am here')).toHaveLength(1)

    await page.goto(page.url().replace('c-1', 'c-11'))
    await log(page).getByRole('article').first().waitFor()
    await widget(page).getByRole('button', { name: 'Settings and keys' }).waitFor()
    // Far enough for several of the host's pages to have come.
    const { moved, read } = await readUpwards(page, 30, String.raw`\d\d:\d\d`)
    expect(read.length).toBeGreaterThan(20)
    expect(moved).toBeLessThanOrEqual(1)
  })

  test('whatever a customer writes, in all that a customer can fill, is shown as it was written on every surface: nothing of it runs or breaks the page', async () => {
    expect(await showsHostileCustomer(there, dialect)).toBeGreaterThanOrEqual(500)
  })
})
