import type { FrameLocator, Page } from 'playwright-core'
import { describe, expect, it } from 'vitest'
import { faultsOf } from '../widget/axe.ts'
import { operatorIn } from './context-reader.ts'
import { scene } from './scene.ts'

const there = scene('chatwoot')

/** The CRM under its number is another site than the gateway, so that cookies are a third party's, as on a tenant. */
const otherSite = (path: string): string => `${there.stand.crm.replace('localhost', '127.0.0.1')}${path}`
const appOf = (page: Page): FrameLocator => page.frameLocator('iframe[title="Firstline"]')
/** What the host's page calls a session. */
const name = ({ id }: { id: string }): string => id.replace('s-', '')
const frameOf = (page: Page) => {
  const found = page.frames().find((frame) => frame.url().includes('/widget/app/'))
  if (!found) throw new Error('The page has no app.')
  return found
}

/** A card as the vendor shows it, in front of the first operator. */
async function desk(
  look: { width?: number; theme?: 'light' | 'dark'; locale?: 'en' | 'ru'; contact?: string } = {},
): Promise<Page> {
  const { contact = 'c-1', ...rest } = look
  const page = await there.open({ path: '/', ...rest })
  await page.goto(otherSite(`/contacts/${contact}?view=host`))
  return page
}

/** Signs in as a person does: words, a note beside the app, and back. */
async function signIn(page: Page): Promise<void> {
  await appOf(page).getByRole('button', { name: 'Get the words for the note' }).click()
  await prove(page)
}

async function prove(page: Page): Promise<void> {
  const app = appOf(page)
  const words = await app.getByRole('textbox', { name: 'Words for the note' }).inputValue()
  await page.getByLabel('Internal note, seen by colleagues only').fill(words)
  await page.getByRole('button', { name: 'Add the note' }).click()
  await page.getByRole('listitem').filter({ hasText: words }).waitFor()
  await app.getByRole('button', { name: 'I have written the note' }).click()
  await app.getByRole('button', { name: 'New session' }).waitFor()
}

/** For whom and on whose card the app's context is. */
const contextIn = (page: Page) =>
  appOf(page)
    .locator('firstline-conversation')
    .evaluate((element) => element.getAttribute('context') ?? Reflect.get(element, 'context'))

describe('the app on the host’s page', () => {
  it('shows nothing before the person has proved who they are by a note, and then their card', async () => {
    const page = await desk()
    const app = appOf(page)
    await app.getByRole('heading', { name: 'Sign in to Firstline' }).waitFor()
    expect(await app.locator('firstline-conversation').count()).toBe(0)

    await app.getByRole('button', { name: 'Get the words for the note' }).click()
    await app.getByRole('button', { name: 'I have written the note' }).click()
    await app.getByText('There is no such note in this conversation yet').waitFor()
    // Who goes to the host's own notes and comes back finds the same words.
    const words = await app.getByRole('textbox', { name: 'Words for the note' }).inputValue()
    await page.reload()
    await expect.poll(() => app.getByRole('textbox', { name: 'Words for the note' }).inputValue()).toBe(words)
    await prove(page)
    expect(operatorIn(await contextIn(page))).toMatchObject({
      sub: 'op-1',
      rec: { type: 'contact', id: 'c-1' },
    })
    await app.getByText('You are').waitFor()

    // The next card of the same browser, another site's cookie and all, needs no note.
    await page.goto(otherSite('/contacts/c-2?view=host'))
    await app.getByRole('button', { name: 'New session' }).waitFor()
    expect(operatorIn(await contextIn(page))).toMatchObject({ sub: 'op-1', rec: { id: 'c-2' } })

    await app.getByRole('button', { name: 'Sign out' }).click()
    await app.getByRole('heading', { name: 'Sign in to Firstline' }).waitFor()
    await page.reload()
    await app.getByRole('heading', { name: 'Sign in to Firstline' }).waitFor()
  })

  it.each(['light', 'dark'] as const)(
    'passes axe in the %s theme, on the way in and on the card',
    async (theme) => {
      const page = await desk({ theme, width: 380 })
      await appOf(page).getByRole('button', { name: 'Get the words for the note' }).click()
      await appOf(page).getByRole('button', { name: 'I have written the note' }).click()
      await appOf(page).getByText('There is no such note in this conversation yet').waitFor()
      expect(await faultsOf(frameOf(page))).toEqual([])
      await prove(page)
      expect(await faultsOf(frameOf(page))).toEqual([])
    },
  )

  it('takes neither an operator nor a customer from what the page says', async () => {
    const page = await desk()
    await signIn(page)
    // As a script in the host's page could: everything is another's but the number of the conversation.
    const session = (await there.store()).sessions.find(({ contactId }) => contactId === 'c-2')!
    await page.evaluate(
      (id) => {
        const forged = {
          event: 'appContext',
          data: {
            conversation: { id, meta: { sender: { id: 7 } } },
            contact: { id: 7, name: 'Somebody' },
            currentAgent: { id: 3, name: 'The boss', email: 'boss@northwind.example' },
          },
        }
        // The page itself would soon say again what it shows.
        document.querySelector('[aria-current="true"]')?.removeAttribute('aria-current')
        document.querySelector('iframe')?.contentWindow?.postMessage(JSON.stringify(forged), '*')
      },
      Number(name(session)),
    )
    await expect
      .poll(async () => operatorIn(await contextIn(page)))
      .toMatchObject({ sub: 'op-1', rec: { type: 'contact', id: 'c-2' } })
  })

  it('listens to nobody but the page around it, and to that only under an address of the workspace', async () => {
    const page = await desk()
    await signIn(page)
    await frameOf(page).evaluate(() =>
      document.addEventListener('firstline-session', (event) =>
        Reflect.set(window, 'told', [
          ...((Reflect.get(window, 'told') as unknown[]) ?? []),
          (event as CustomEvent<{ session: string }>).detail.session,
        ]),
      ),
    )
    await frameOf(page).evaluate(() => {
      const said = JSON.stringify({ event: 'appContext', data: { conversation: { id: 4242 } } })
      // The right source under a wrong address; the right address from a wrong source; and no words of the host.
      const foreign = { data: said, source: window.parent }
      dispatchEvent(new MessageEvent('message', { ...foreign, origin: 'https://elsewhere.example' }))
      const origin = document
        .querySelector('meta[name="firstline-origins"]')
        ?.getAttribute('content')
        ?.split(' ')[0]
      dispatchEvent(new MessageEvent('message', { data: said, source: window, ...(origin && { origin }) }))
      for (const data of ['{', '{"event":"appContext"}', JSON.parse(said) as object])
        dispatchEvent(new MessageEvent('message', { data, source: window.parent, ...(origin && { origin }) }))
    })
    // Then the page around says something true.
    await expect
      .poll(() => frameOf(page).evaluate(() => Reflect.get(window, 'told') as string[] | undefined))
      .toBeTruthy()
    const told = () => frameOf(page).evaluate(() => Reflect.get(window, 'told') as string[])
    expect(await told()).not.toContain('4242')
    // The page says nothing when another conversation is opened, so the app asks (scenario 21).
    const other = page.locator('[data-session]').last()
    await other.click()
    await expect.poll(told).toContain(await other.getAttribute('data-session'))
  })

  it('drops the answer for a conversation that was left meanwhile', async () => {
    const page = await desk()
    await signIn(page)
    const { sessions } = await there.store()
    const [first, second] = ['c-2', 'c-3'].map((id) => sessions.find(({ contactId }) => contactId === id)!)
    const held: (() => void)[] = []
    await page.route('**/v1/app/sandbox/contexts', async (route) => {
      const slow = route.request().postDataJSON().session === name(first!)
      if (slow) await new Promise<void>((resolve) => held.push(resolve))
      await route.continue()
    })
    const tell = (id: number) =>
      page.evaluate((conversation) => {
        document.querySelector('[aria-current="true"]')?.removeAttribute('aria-current')
        const said = { event: 'appContext', data: { conversation: { id: conversation } } }
        document.querySelector('iframe')?.contentWindow?.postMessage(JSON.stringify(said), '*')
      }, id)
    await tell(Number(name(first!)))
    await expect.poll(() => held.length).toBe(1)
    // The card of before is gone at once: nobody writes to the wrong customer.
    expect(await appOf(page).locator('firstline-conversation').count()).toBe(0)
    await tell(Number(name(second!)))
    await appOf(page).getByRole('button', { name: 'New session' }).waitFor()
    const late = page.waitForResponse(
      (answer) =>
        answer
          .request()
          .postData()
          ?.includes(`"${name(first!)}"`) ?? false,
    )
    held[0]?.()
    await late
    expect(operatorIn(await contextIn(page))).toMatchObject({ rec: { id: 'c-3' } })
  })

  it('asks for a sign-in when it is over in the middle of a card, and shows nothing under a foreign page', async () => {
    const page = await desk()
    await signIn(page)
    await page.context().clearCookies({ name: 'firstline_sign_in' })
    await appOf(page)
      .locator('firstline-conversation')
      .evaluate((element) =>
        element.dispatchEvent(new CustomEvent('firstline-context-needed', { detail: { use: () => null } })),
      )
    await appOf(page).getByRole('heading', { name: 'Sign in to Firstline' }).waitFor()

    const foreign = await page.context().newPage()
    await foreign.route('http://elsewhere.example/', (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<iframe title="Firstline" src="${there.stand.gateway}/widget/app/sandbox"></iframe>`,
      }),
    )
    await foreign.goto('http://elsewhere.example/')
    await expect.poll(() => foreign.frames()[1]?.url()).toMatch(/^chrome-error:/)
  })

  it('stays on the page: a card looks for its plugin again only where it is missing', async () => {
    const page = await there.open({ path: '/' })
    const asked: string[] = []
    page.on('request', (request) => asked.push(new URL(request.url()).pathname))
    await page.clock.install()
    await page.goto(otherSite('/contacts/c-1?view=host'))
    await page.locator('[data-desk]').waitFor()
    await page.clock.runFor(30_000)
    expect(asked).not.toContain('/cards/context')
  })

  it('can be entered in Russian with keys alone in 380 px', async () => {
    const page = await desk({ locale: 'ru', width: 380 })
    const app = appOf(page)
    await app.getByRole('heading', { name: 'Вход в Firstline' }).waitFor()
    await app.getByRole('button', { name: 'Получить слова для заметки' }).focus()
    await page.keyboard.press('Enter')
    const field = app.getByRole('textbox', { name: 'Слова для заметки' })
    await expect
      .poll(() => field.evaluate((input) => (input.getRootNode() as ShadowRoot).activeElement === input))
      .toBe(true)
    const wide = await frameOf(page).evaluate(() => {
      const inner = document.querySelector('firstline-app')?.shadowRoot?.querySelector('.app')
      return inner ? inner.scrollWidth - inner.clientWidth : null
    })
    expect(wide).toBe(0)
    const text = await app.locator('firstline-app').innerText()
    expect(text.replaceAll(/firstline-\w+|Firstline|cookie/gi, '')).not.toMatch(/[A-Za-z]{3,}/)
  })
})
