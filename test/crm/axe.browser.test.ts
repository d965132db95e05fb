import { describe, expect, it } from 'vitest'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Page } from 'playwright-core'
import { stepAnswer } from './fake-gateway.ts'
import { crmScene, phoneOn } from './scene.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')

async function findings(page: Page): Promise<string[]> {
  await page.evaluate(axe)
  return page.evaluate(async () => {
    const run = Reflect.get(Reflect.get(globalThis, 'axe') as object, 'run') as (
      root: Document,
    ) => Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>
    const { violations } = await run(document)
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 160)}`))
  })
}

const crm = crmScene()

describe.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', (theme) => {
  it('on a list with an open menu', async () => {
    const page = await crm.open('/contacts', { theme })
    await page.getByRole('button', { name: /who I am/ }).click()
    await page.getByRole('radio', { name: /Irina/ }).waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('on a card whose plugin does not come, with the phone open in a narrow window', async () => {
    const page = await crm.open('/orders/o-15', { theme, width: 380 })
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('waiting for the customer').waitFor()
    await page.getByRole('button', { name: 'Customer’s phone' }).click()
    await phoneOn(page).getByRole('tab').first().waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('on the page of processes with a run in the diagram', async () => {
    crm.gateway.reply(() => stepAnswer('refused', { reason: { code: 'x', text: 'A reason.' } }))
    const page = await crm.open('/orders/o-15', { theme })
    await page.getByRole('button', { name: 'Run' }).click()
    await page.goto(`${crm.sandbox.url}/processes`)
    await page.locator('.canvas .standing').waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('on the page of stories, which the keyboard goes through and whose switches change what is shown', async () => {
    const page = await crm.open('/stories?story=first-time', { theme, width: theme === 'light' ? 1280 : 380 })
    const card = page.frameLocator('.stories-frame iframe')
    await card.getByRole('heading', { name: 'Nobody has written yet' }).waitFor()
    expect(await findings(page)).toEqual([])

    await page.getByRole('link', { name: 'First time ever' }).press('ArrowDown')
    await card.getByRole('heading', { name: 'There is no contact on this record' }).waitFor()
    expect(
      await page
        .getByRole('link', { name: 'No contact on this record' })
        .evaluate((one) => one.matches(':focus[aria-current="page"]')),
    ).toBe(true)
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ru')
    await card.getByRole('heading', { name: 'В этой карточке нет контакта' }).waitFor()
    await page.getByRole('combobox', { name: 'Width' }).selectOption('380')
    expect(new URL(page.url()).searchParams.get('width')).toBe('380')
  })

  it('on the tools of the sandbox, the plugin and a page that is not there', async () => {
    for (const path of ['/plugin', '/contacts/c-999']) {
      const page = await crm.open(path, { theme })
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: 'Sandbox tools' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
      await page.getByText('asks anything → answers slowly').waitFor()
      expect(await findings(page)).toEqual([])
      crm.sandbox.engine.clearFaults()
    }
  })
})

it.each(['en-GB', 'ru-RU'])('no width makes a page broader than its window (%s)', async (locale) => {
  const page = await crm.open('/contacts', { locale })
  const broader: number[] = []
  for (const width of [380, 600, 740, 760, 860, 960, 1000, 1280]) {
    await page.setViewportSize({ width, height: 800 })
    if (await page.evaluate(() => document.documentElement.scrollWidth > innerWidth)) broader.push(width)
  }
  expect(broader).toEqual([])
})
