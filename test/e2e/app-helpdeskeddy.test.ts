import type { FrameLocator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { operatorIn } from './context-reader.ts'
import { scene } from './scene.ts'

const there = scene('helpdeskeddy')

/** The app inside of the plugin's frame. */
const appOf = (page: Page): FrameLocator =>
  page.frameLocator('iframe[title="Firstline"]').frameLocator('iframe[title="Firstline"]')

async function signedIn(contact: string): Promise<Page> {
  const page = await there.open({ path: '/' })
  await page.goto(`${there.stand.crm.replace('localhost', '127.0.0.1')}/contacts/${contact}?view=host`)
  const app = appOf(page)
  await app.getByRole('button', { name: 'Get the words for the note' }).click()
  const words = await app.getByRole('textbox', { name: 'Words for the note' }).inputValue()
  await page.getByLabel('Internal note, seen by colleagues only').fill(words)
  await page.getByRole('button', { name: 'Add the note' }).click()
  await page.getByRole('listitem').filter({ hasText: words }).waitFor()
  await app.getByRole('button', { name: 'I have written the note' }).click()
  await app.getByRole('button', { name: 'New session' }).waitFor()
  return page
}

const contextIn = (page: Page) =>
  appOf(page)
    .locator('firstline-conversation')
    .evaluate((element) => Reflect.get(element, 'context') as unknown)

const pluginOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="Firstline"]')

/** The plugin in its ticket with one setting changed by its administrator. */
async function withSetting(page: Page, name: string, value: string): Promise<void> {
  await page.goto(`${there.stand.crm}/contacts/c-1?view=host`)
  await page.locator('iframe[title="Firstline"]').evaluate(
    (frame, [setting, to]) => {
      const address = new URL((frame as HTMLIFrameElement).src)
      address.searchParams.set(setting, to)
      ;(frame as HTMLIFrameElement).src = address.href
    },
    [name, value] as const,
  )
}

/** What the plugin's own page gets when it has the host ask. */
const askAs = (page: Page, asked: object) =>
  pluginOf(page)
    .locator('body')
    .evaluate((_, what) => Reflect.get(window, 'HDE').request(what) as Promise<unknown>, asked)

describe('the plugin in the host’s ticket', () => {
  it('shows the card of the ticket’s contact to who proved themselves by a comment, and follows to the next ticket', async () => {
    const page = await signedIn('c-1')
    expect(operatorIn(await contextIn(page))).toMatchObject({
      sub: 'op-1',
      rec: { type: 'contact', id: 'c-1' },
    })
    // The host's object has what public plugins were seen to use, and nothing else (scenario 18).
    const strayed = page.frameLocator('iframe[title="Firstline"]').locator('body')
    await expect(strayed.evaluate(() => Reflect.get(window, 'HDE').createTicket)).rejects.toThrow(
      'HDE.createTicket is not documented.',
    )
    const asked: string[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/v1/app/sandbox/contexts')) asked.push(request.postDataJSON().session)
    })
    const other = page.locator('[data-session]:not([aria-current])').first()
    const number = await other.getAttribute('data-session')
    await other.click()
    await expect.poll(() => asked).toContain(number)
    await appOf(page).getByRole('button', { name: 'New session' }).waitFor()
    expect(operatorIn(await contextIn(page))).toMatchObject({ rec: { id: 'c-1' } })
  })

  it('is not there on the form of a new ticket, and says what an administrator has left out', async () => {
    const page = await there.open({ path: '/' })
    await page.goto(`${there.stand.crm}/plugins/firstline/plugin.html?gateway=&workspace=`)
    await page.getByText('fill in the settings "gateway" and "workspace"').waitFor()

    await page.addInitScript(() => {
      // The host's object on that form, before the plugin's own script.
      const state = { ticketId: null, formType: 'create' }
      const made = { on: (_: string, heard: () => void) => heard(), getState: () => state, watch: () => null }
      const vars = Object.fromEntries(new URLSearchParams(location.search))
      Object.defineProperty(window, 'HDE', { value: { ...made, vars } })
    })
    const given = new URLSearchParams({ gateway: there.stand.gateway, workspace: 'sandbox' })
    await page.goto(`${there.stand.crm}/plugins/firstline/plugin.html?${given}`)
    await expect.poll(() => page.locator('iframe').count()).toBe(1)
    expect(await page.locator('iframe').isVisible()).toBe(false)
  })

  it('has its gateway asked by the host without a key, and says nothing of it when the app comes', async () => {
    const page = await there.open({ path: '/' })
    const asked: unknown[] = []
    page.on('request', (request) => {
      if (request.url().endsWith('/plugins/firstline/request')) asked.push(request.postDataJSON())
    })
    await page.goto(`${there.stand.crm}/contacts/c-1?view=host`)
    await appOf(page).getByRole('button', { name: 'Get the words for the note' }).waitFor()
    const origin = encodeURIComponent(there.stand.crm)
    const url = `${there.stand.gateway}/v1/app/sandbox/standing?origin=${origin}`
    expect(asked).toEqual([{ url, method: 'GET' }])
    expect(await pluginOf(page).getByRole('alert').count()).toBe(0)
    // The host's own part: settings are filled in, and a key that nobody has stored is refused (scenario 18).
    const standing = { service: 'firstline', standing: 'ready' }
    const filled = { url: '{{gateway}}/v1/app/{{workspace}}/standing', method: 'GET' }
    expect(await askAs(page, filled)).toEqual({ data: standing })
    await expect(askAs(page, { ...filled, auth: 'HDE' })).rejects.toThrow('No credential of this name')
  })

  it.each([
    ['gateway', 'http://127.0.0.1:9', 'does not answer', '“gateway” the right address'],
    ['workspace', 'elsewhere', 'has no workspace “elsewhere”', 'the id of a workspace'],
  ])('says in words who can mend a wrong %s', async (name, value, wrong, remedy) => {
    const page = await there.open({ path: '/' })
    await withSetting(page, name, value)
    const said = pluginOf(page).getByRole('alert')
    await said.getByText(wrong).waitFor()
    await said.getByText(remedy).waitFor()
    expect(await pluginOf(page).locator('iframe').isVisible()).toBe(false)
  })

  it('shows the app as soon as the browser reaches it, whatever the host’s server does', async () => {
    const page = await there.open({ path: '/' })
    await page.route('**/plugins/firstline/request', (route) => route.fulfill({ status: 502, json: {} }))
    // Out of the browser's reach first, then within.
    await page.route('**/widget/app/**', (route) => route.abort())
    await page.goto(`${there.stand.crm}/contacts/c-1?view=host`)
    await pluginOf(page).getByText('does not answer').waitFor()
    await page.unroute('**/widget/app/**')
    await pluginOf(page).getByRole('button', { name: 'Try again' }).click()
    await appOf(page).getByRole('button', { name: 'Get the words for the note' }).waitFor()
    expect(await pluginOf(page).getByRole('alert').count()).toBe(0)
  })
})
