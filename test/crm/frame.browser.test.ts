import { describe, expect, it } from 'vitest'
import { stepAnswer } from './fake-gateway.ts'
import { crmScene, PAVEL } from './scene.ts'
import { SECRET } from './stand.ts'

const crm = crmScene()

describe('an order’s process', () => {
  it('is run by one press, however fast it is pressed twice', async () => {
    const page = await crm.open('/orders/o-15')
    await page.getByRole('button', { name: 'Run' }).dblclick()
    await page.getByText('waiting for the customer').waitFor()
    expect(crm.sandbox.engine.store.runs.length).toBe(1)
  })

  it('moves on in front of the eyes, and its diagram stands where the run stands', async () => {
    const page = await crm.open('/orders/o-15')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('waiting for the customer').waitFor()
    await page.getByRole('link', { name: 'Diagram' }).click()
    await page.locator('.canvas [data-element-id="wait"].standing').waitFor()
    crm.sandbox.engine.customer({ ...PAVEL, action: 'write', text: 'Thank you' })
    await page.locator('.canvas [data-element-id="answered"].standing').waitFor()
    await page.locator('.canvas [data-element-id="to-answer"].passed').waitFor()
    await page.getByRole('cell', { name: 'Answered', exact: true }).first().waitFor()
    expect(await page.locator('.canvas [data-element-id="silence"].passed').count()).toBe(0)
  })

  it('shows the run that is chosen', async () => {
    const page = await crm.open('/orders/o-15')
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('waiting for the customer').waitFor()
    crm.gateway.reply(() => stepAnswer('failed', { reason: { code: 'x', text: 'A reason.' } }))
    await page.goto(`${crm.sandbox.url}/orders/o-14`)
    await page.getByRole('button', { name: 'Run' }).click()
    await page.getByText('A reason.').waitFor()
    await page.goto(`${crm.sandbox.url}/processes`)
    await page.locator('.canvas [data-element-id="not-sent"].standing').waitFor()
    const show = page.getByRole('button', { name: 'Show the run for order 15' })
    await show.press('Enter')
    await page.locator('.canvas [data-element-id="wait"].standing').waitFor()
    expect(await show.getAttribute('aria-pressed')).toBe('true')
  })
})

describe('the frame of the CRM', () => {
  it('says that the plugin did not come when its script cannot be loaded', async () => {
    const page = await crm.open('/contacts/c-1')
    const notice = page.getByRole('heading', { name: 'The conversation is not available now' })
    await notice.waitFor()
    expect(await page.locator('firstline-conversation').isVisible()).toBe(false)
  })

  it('brings the plugin back when its gateway is there again', async () => {
    crm.sandbox.setGateway(null)
    const page = await crm.open('/contacts/c-1')
    await page.getByRole('heading', { name: 'The conversation is not available now' }).waitFor()
    expect(await page.locator('firstline-conversation').count()).toBe(0)
    crm.sandbox.setGateway({ url: crm.gateway.url, secret: SECRET })
    await page.locator('firstline-conversation').waitFor({ state: 'attached' })
    expect(await page.locator('firstline-conversation').getAttribute('context')).toBe('a-context')
  })

  it('changes who I am, the theme and the language, and keeps them', async () => {
    const page = await crm.open('/contacts/c-1')
    // The zone is told by the browser itself: the server writes times in it.
    const zone = (await page.context().cookies()).find(({ name }) => name === 'crm-zone')?.value ?? ''
    expect(decodeURIComponent(zone)).toBe(
      await page.evaluate(() => Intl.DateTimeFormat().resolvedOptions().timeZone),
    )
    await page.getByRole('button', { name: /who I am/ }).click()
    await page.getByRole('radio', { name: /Irina Belova/ }).click()
    await page.getByRole('button', { name: /^Irina Belova/ }).waitFor()
    await page.getByRole('button', { name: /who I am/ }).click()
    await page.getByRole('radio', { name: 'Dark' }).click()
    await page.locator('html[data-theme="dark"]').waitFor()
    await page.getByRole('button', { name: 'RU: по-русски' }).click()
    await page.getByRole('link', { name: 'Контакты' }).first().waitFor()
    expect(new URL(page.url()).pathname).toBe('/contacts/c-1')
    const asked = crm.gateway.calls.findLast((call) => call.path === '/v1/contexts')
    expect(asked?.body).toMatchObject({ operator: 'op-2' })
  })

  it('closes the first steps for good', async () => {
    const page = await crm.open('/contacts')
    await page.getByRole('button', { name: 'Do not show again' }).click()
    await page.getByRole('heading', { name: /Contacts/ }).waitFor()
    expect(await page.getByRole('region', { name: 'How to try Firstline' }).count()).toBe(0)
    await page.reload()
    expect(await page.getByRole('region', { name: 'How to try Firstline' }).count()).toBe(0)
  })

  it('sets mishaps, moves the clock and starts over', async () => {
    const { engine } = crm.sandbox
    const page = await crm.open('/contacts/c-1')
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
    const page = await crm.open('/contacts')
    await page.keyboard.press('Tab')
    await page.keyboard.press('Enter')
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  })
})
