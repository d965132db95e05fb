import { describe, expect, it } from 'vitest'
import { BY_PROCESS, crmScene, PAVEL, phoneOn } from './scene.ts'

const crm = crmScene()

describe('the customer’s phone', () => {
  it('shows a message when it arrives and lets the customer answer, read, block and come back', async () => {
    const { engine } = crm.sandbox
    const page = await crm.open('/contacts/c-1')
    const there = phoneOn(page)
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

  it('shows a template in its parts, and files by their names, a picture small', async () => {
    const { engine } = crm.sandbox
    const page = await crm.open('/contacts/c-1')
    const there = phoneOn(page)
    await there.getByText('Of course.').waitFor()
    const template = {
      header: 'Order 15',
      body: 'It is ready.',
      footer: 'Northwind',
      buttons: [{ text: 'Track', url: 'https://northwind.example/t/k3' }],
    }
    engine.send({ ...PAVEL, ...BY_PROCESS, text: 'Order 15\nIt is ready.\nNorthwind', template })
    for (const part of ['Order 15', 'It is ready.', 'Northwind', 'Track'])
      await there.getByText(part, { exact: true }).last().waitFor()

    const pixel = Buffer.from('R0lGODlhAQABAIAAAP8AAAAAACwAAAAAAQABAAACAkQBADs=', 'base64')
    const attachments = [
      engine.keepFile({ name: 'счёт 15.pdf', type: 'application/pdf', bytes: new Uint8Array([1]) }),
      engine.keepFile({ name: 'lamp.gif', type: 'image/gif', bytes: pixel }),
      { name: 'elsewhere.txt', url: 'https://files.example/1', size: 1, type: 'text/plain' },
    ]
    engine.send({ ...PAVEL, ...BY_PROCESS, text: '', attachments })
    await there.getByRole('link', { name: 'счёт 15.pdf' }).waitFor()
    const picture = there.getByRole('link', { name: 'lamp.gif' }).locator('img')
    await expect.poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBe(1)
    await there.getByText('elsewhere.txt').waitFor()
    expect(await there.getByRole('link', { name: 'elsewhere.txt' }).count()).toBe(0)
  })

  it('turns to the app in which a message arrives, unless the customer is writing', async () => {
    const { engine } = crm.sandbox
    const page = await crm.open('/contacts/c-1')
    const there = phoneOn(page)
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
    const page = await crm.open('/contacts/c-1')
    const there = phoneOn(page)
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
    const page = await crm.open('/contacts/c-1', { width: 380 })
    const button = page.getByRole('button', { name: 'Customer’s phone' })
    expect(await phoneOn(page).isVisible()).toBe(false)
    await button.click()
    await phoneOn(page).getByRole('tab').first().waitFor()
    expect(await button.getAttribute('aria-expanded')).toBe('true')
    await page.keyboard.press('Escape')
    await expect.poll(() => phoneOn(page).isVisible()).toBe(false)
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true)
  })

  it('shows what a customer writes as text', async () => {
    const page = await crm.open('/contacts/c-1')
    const text = '<img src=x onerror="document.title=1"> \u202Egnihton'
    crm.sandbox.engine.customer({ ...PAVEL, action: 'write', text })
    await phoneOn(page).getByText('<img src=x').waitFor()
    expect(await phoneOn(page).locator('img').count()).toBe(0)
  })
})
