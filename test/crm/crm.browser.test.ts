import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { launchBrowser } from '../setup/browser.ts'
import { stepAnswer } from './fake-gateway.ts'
import { crmStand, givesContexts, SECRET, type CrmStand } from './stand.ts'

const axe = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const PAVEL = { contactId: 'c-1', lineId: 'line-1', channel: 'whatsapp', address: '+79123456789' } as const
const BY_PROCESS = { operatorId: null, subject: null, runId: null, whenOpen: 'append' } as const

let stand: CrmStand
let browser: Browser
beforeAll(async () => {
  ;[stand, browser] = await Promise.all([crmStand(), launchBrowser()])
})
afterAll(async () => {
  await browser.close()
  await stand.stop()
})
beforeEach(() => {
  stand.sandbox.engine.reset('demo')
  stand.sandbox.setGateway({ url: stand.gateway.url, secret: SECRET })
  stand.gateway.reply(givesContexts)
})

interface Look {
  readonly width?: number
  readonly theme?: 'light' | 'dark'
  readonly locale?: string
}
async function open(
  path: string,
  { width = 1280, theme = 'light', locale = 'en-GB' }: Look = {},
): Promise<Page> {
  const context = await browser.newContext({ viewport: { width, height: 800 }, colorScheme: theme, locale })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  page.setDefaultTimeout(10_000)
  await page.goto(stand.sandbox.url + path)
  return page
}
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
const phone = (page: Page) => page.getByRole('complementary', { name: /^Phone of/ })

describe.each(['light', 'dark'] as const)('axe finds nothing in the %s theme', (theme) => {
  it('on a list with an open menu', async () => {
    const page = await open('/contacts', { theme })
    await page.getByRole('button', { name: /who I am/ }).click()
    await page.getByRole('radio', { name: /Irina/ }).waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('on a card whose plugin does not come, with the phone open in a narrow window', async () => {
    const page = await open('/orders/o-15', { theme, width: 380 })
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('waiting for the customer').waitFor()
    await page.getByRole('button', { name: 'Customer’s phone' }).click()
    await phone(page).getByRole('tab').first().waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('on the page of processes with a run in the diagram', async () => {
    stand.gateway.reply(() => stepAnswer('refused', { reason: { code: 'x', text: 'A reason.' } }))
    const page = await open('/orders/o-15', { theme })
    await page.getByRole('button', { name: 'Run' }).click()
    await page.goto(`${stand.sandbox.url}/processes`)
    await page.locator('.canvas .standing').waitFor()
    expect(await findings(page)).toEqual([])
  })

  it('on the tools of the sandbox, the plugin and a page that is not there', async () => {
    for (const path of ['/plugin', '/contacts/c-999']) {
      const page = await open(path, { theme })
      expect(await findings(page)).toEqual([])
      await page.getByRole('button', { name: 'Sandbox tools' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
      await page.getByText('asks anything → answers slowly').waitFor()
      expect(await findings(page)).toEqual([])
      stand.sandbox.engine.clearFaults()
    }
  })
})

describe('the customer’s phone', () => {
  it('shows a message when it arrives and lets the customer answer, read, block and come back', async () => {
    const { engine } = stand.sandbox
    const page = await open('/contacts/c-1')
    const there = phone(page)
    await there.getByText('Of course.').waitFor()
    engine.send({ ...PAVEL, ...BY_PROCESS, text: 'Your order 15 is ready' })
    await there.getByText('Your order 15 is ready').waitFor()
    await there.getByRole('tab', { name: 'WhatsApp 1 unread' }).waitFor()

    await there.getByRole('button', { name: 'Read', exact: true }).click()
    await there.getByRole('tab', { name: 'WhatsApp', exact: true }).waitFor()
    expect(engine.store.messages.at(-1)?.status).toBe('read')

    await there.getByRole('textbox', { name: 'Write as the customer' }).fill('After five')
    await there.getByRole('button', { name: 'Send' }).click()
    await there.getByText('After five').waitFor()
    expect(engine.store.messages.at(-1)).toMatchObject({ direction: 'inbound', text: 'After five' })

    await there.getByRole('button', { name: 'Block' }).click()
    await there.getByText('You blocked this company').waitFor()
    expect(await there.getByRole('textbox').isDisabled()).toBe(true)
    await there.getByRole('button', { name: 'Unblock' }).click()
    await there.getByRole('button', { name: 'Delete the app' }).click()
    await there.getByText('The app is deleted').waitFor()
    await there.getByRole('button', { name: 'Install the app again' }).click()
    await expect.poll(() => there.getByRole('textbox').isDisabled()).toBe(false)
  })

  it('turns to the app in which a message arrives, unless the customer is writing', async () => {
    const { engine } = stand.sandbox
    const page = await open('/contacts/c-1')
    const there = phone(page)
    const shown = () => there.getByRole('tab', { selected: true }).textContent()
    await there.getByText('Of course.').waitFor()
    const letter = { ...PAVEL, ...BY_PROCESS, lineId: 'line-2', channel: 'email' } as const
    const address = 'p.serov@severny-veter.example'
    engine.send({ ...letter, address, subject: 'Invoice 15', text: 'It is enclosed.' })
    await there.getByText('Invoice 15').waitFor()
    expect(await shown()).toContain('Email')

    await there.getByRole('textbox').fill('I am wri')
    engine.send({ ...PAVEL, ...BY_PROCESS, text: 'And here too' })
    await there.getByRole('tab', { name: /WhatsApp 1/ }).waitFor()
    expect(await shown()).toContain('Email')
  })

  it('is worked by the keyboard: arrows choose the app, Enter sends', async () => {
    const page = await open('/contacts/c-1')
    const there = phone(page)
    await there.getByRole('tab', { name: 'WhatsApp' }).focus()
    await page.keyboard.press('ArrowRight')
    expect(await there.getByRole('tab', { name: 'Email' }).getAttribute('aria-selected')).toBe('true')
    await page.keyboard.press('End')
    await page.keyboard.press('ArrowRight')
    expect(await there.getByRole('tab', { name: 'WhatsApp' }).getAttribute('aria-selected')).toBe('true')
    await there.getByRole('textbox').fill('By keys')
    await page.keyboard.press('Enter')
    await there.getByText('By keys').waitFor()
  })

  it('lies over a narrow page: a button opens it, Escape closes it and gives the focus back', async () => {
    const page = await open('/contacts/c-1', { width: 380 })
    const button = page.getByRole('button', { name: 'Customer’s phone' })
    expect(await phone(page).isVisible()).toBe(false)
    await button.click()
    await phone(page).getByRole('tab').first().waitFor()
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => phone(page).isVisible()).toBe(false)
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('shows what a customer writes as text', async () => {
    const page = await open('/contacts/c-1')
    const text = '<img src=x onerror="document.title=1"> \u202Egnihton'
    stand.sandbox.engine.customer({ ...PAVEL, action: 'write', text })
    await phone(page).getByText('<img src=x').waitFor()
    expect(await phone(page).locator('img').count()).toBe(0)
  })
})

describe('an order’s process', () => {
  it('is run by one press, however fast it is pressed twice', async () => {
    const page = await open('/orders/o-15')
    await page.getByRole('button', { name: 'Run' }).dblclick()
    await page.getByText('waiting for the customer').waitFor()
    expect(stand.sandbox.engine.store.runs.length).toBe(1)
  })

  it('moves on in front of the eyes, and its diagram stands where the run stands', async () => {
    const page = await open('/orders/o-15')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('waiting for the customer').waitFor()
    await page.getByRole('link', { name: 'Diagram' }).click()
    await page.locator('.canvas [data-element-id="wait"].standing').waitFor()
    stand.sandbox.engine.customer({ ...PAVEL, action: 'write', text: 'Thank you' })
    await page.locator('.canvas [data-element-id="answered"].standing').waitFor()
    await page.locator('.canvas [data-element-id="to-answer"].passed').waitFor()
    await page.getByRole('cell', { name: 'Answered', exact: true }).first().waitFor()
    expect(await page.locator('.canvas [data-element-id="silence"].passed').count()).toBe(0)
  })

  it('shows the run that is chosen', async () => {
    const page = await open('/orders/o-15')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('waiting for the customer').waitFor()
    stand.gateway.reply(() => stepAnswer('failed', { reason: { code: 'x', text: 'A reason.' } }))
    await page.goto(`${stand.sandbox.url}/orders/o-14`)
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('A reason.').waitFor()
    await page.goto(`${stand.sandbox.url}/processes`)
    await page.locator('.canvas [data-element-id="not-sent"].standing').waitFor()
    await page.getByRole('button', { name: 'Show the run for order 15' }).press('Enter')
    await page.locator('.canvas [data-element-id="wait"].standing').waitFor()
  })
})

describe('the frame of the CRM', () => {
  it('says that the plugin did not come when its script cannot be loaded', async () => {
    const page = await open('/contacts/c-1')
    await page.getByRole('heading', { name: 'The conversation is not available now' }).waitFor()
  })

  it('changes who I am, the theme and the language, and keeps them', async () => {
    const page = await open('/contacts/c-1')
    await page.getByRole('button', { name: /who I am/ }).click()
    await page.getByRole('radio', { name: /Irina Belova/ }).click()
    await page.getByRole('button', { name: /^Irina Belova/ }).waitFor()
    await page.getByRole('button', { name: /who I am/ }).click()
    await page.getByRole('radio', { name: 'Dark' }).click()
    await page.locator('html[data-theme="dark"]').waitFor()
    await page.getByRole('button', { name: 'RU: по-русски' }).click()
    await page.getByRole('link', { name: 'Контакты' }).first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/contacts/c-1')
    const asked = stand.gateway.calls.findLast((call) => call.path === '/v1/contexts')
    expect(asked?.body).toMatchObject({ operator: 'op-2' })
  })

  it('closes the first steps for good', async () => {
    const page = await open('/contacts')
    await page.getByRole('button', { name: 'Do not show again' }).click()
    await page.getByRole('heading', { name: /Contacts/ }).waitFor()
    expect(await page.getByRole('region', { name: 'How to try Firstline' }).count()).toBe(0)
    await page.reload()
    expect(await page.getByRole('region', { name: 'How to try Firstline' }).count()).toBe(0)
  })

  it('sets mishaps, moves the clock and starts over', async () => {
    const { engine } = stand.sandbox
    const page = await open('/contacts/c-1')
    const before = engine.now().getTime()
    await page.getByRole('button', { name: 'Sandbox tools' }).click()
    const tools = page.getByRole('dialog', { name: 'Sandbox tools' })
    await tools.getByRole('combobox', { name: 'The host' }).selectOption('lost-after')
    await tools.getByLabel('When the plugin').selectOption('send-message')
    await tools.getByLabel('How many times').fill('2')
    await tools.getByRole('button', { name: 'Add' }).click()
    await tools.getByText('sends a message → does it, and the answer is lost').waitFor()
    expect(engine.waitingFaults()).toMatchObject([{ on: 'send-message', kind: 'lost-after', times: 2 }])
    await tools.getByRole('button', { name: 'Remove all' }).click()
    await tools.getByText('None: the host behaves well.').waitFor()
    await tools.getByRole('button', { name: '+24 hours' }).click()
    await tools.getByText('Done.').waitFor()
    expect(engine.now().getTime() - before).toBeGreaterThanOrEqual(86_400_000)
    engine.createContact({ name: 'Somebody' })
    await tools.getByRole('button', { name: 'Demo data' }).click()
    await page.getByRole('heading', { name: /Contacts/ }).waitFor()
    expect(engine.store.contacts.some(({ name }) => name === 'Somebody')).toBe(false)
  })

  it('leads past the header by the first press of Tab', async () => {
    const page = await open('/contacts')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  })
})
