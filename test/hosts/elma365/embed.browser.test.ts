import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { builtSingleFile } from '../../plugin/built-single-file.ts'
import { beside, openHostCard } from '../../plugin/systemjs-page.ts'
import { launchBrowser } from '../../setup/browser.ts'
import { freshDatabase } from '../../setup/database.ts'
import { startStand, type Stand } from '../../setup/stand.ts'
import { MODULE } from '../../sandbox/stand.ts'

const EMBED = new URL('../../../src/hosts/elma365/embed/', import.meta.url)
const CONTACT = { namespace: '_clients', code: '_contacts', id: 'c-1' }
const place = (await readFile(new URL('place.html', EMBED), 'utf8')).replace(/<%=.*?%>/, CONTACT.id)

let stand: Stand
let drop: () => Promise<void>
let browser: Browser
let scripts: Record<string, string>
beforeAll(async () => {
  const database = await freshDatabase()
  drop = database.drop
  ;[stand, browser] = await Promise.all([startStand(database.url), launchBrowser()])
  scripts = {
    'firstline.js': (await builtSingleFile()).get('firstline.js') ?? '',
    'client.js': await compiled(),
  }
})
afterAll(async () => {
  await browser?.close()
  await stand?.stop()
  await drop?.()
})

/** The client script as the host compiles it (facts, 6.4); that the factory gives `onInit` back is the test's own. */
async function compiled(): Promise<string> {
  const source = await readFile(new URL('client.ts', EMBED), 'utf8')
  const filledIn = source.replace(/MODULE_ID = '[^']*'/, `MODULE_ID = '${MODULE.split('/')[3]}'`)
  const body = stripTypeScriptTypes(filledIn).replace(/^import Firstline from 'firstline\.js'$/m, '')
  return `System.register(['firstline.js'], function (_export) {
    let Firstline
    return {
      setters: [(file) => (Firstline = file.default)],
      execute() { _export('default', function (Context, ViewContext, Server) { ${body}; return { onInit } }) },
    }
  })`
}

let context: BrowserContext
let page: Page
let answers: string[]
afterEach(() => context.close())

/** A card of the host, in front of this operator; `null`: the host's sign-in has run out. */
async function card(operator: string | null, markup = place): Promise<void> {
  context = await browser.newContext({ locale: 'en-GB', reducedMotion: 'reduce' })
  // The page is given by the test, so Chromium takes it for one of the internet that asks this machine's own servers.
  await context.grantPermissions(['local-network-access'])
  if (operator) await context.addCookies([{ name: 'crm-operator', value: operator, url: stand.crm }])
  page = await context.newPage()
  answers = []
  page.on('response', async (response) => {
    const { pathname } = new URL(response.url())
    // A page that is closed meanwhile takes its answers along.
    const text = pathname.startsWith('/api/extensions/') ? await response.text().catch(() => null) : null
    if (text !== null) answers.push(text)
  })
  await openHostCard(page, stand.crm, scripts, markup)
}

type Factory = (context: object, view: object, server: object) => { onInit(): Promise<void> }
declare const System: { import(address: string): Promise<{ default: Factory }> }

const init = (app: object | null) =>
  page.evaluate(
    async ([address, item]) => {
      const { default: made } = await System.import(address)
      await made({ data: { app: item } }, {}, {}).onInit()
    },
    [beside('client.js'), app] as const,
  )

/** The operator for whom a context is, as it says itself. */
const operatorIn = (token: string): unknown =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString())

describe('the client script of the widget', () => {
  it('shows the conversation of the card, in the name of who is signed in, and the browser never sees the secret', async () => {
    await card('op-1')
    await init(CONTACT)
    await page.getByRole('button', { name: 'New session' }).waitFor()
    expect(await page.locator('firstline-conversation').getAttribute('gateway')).toBe(stand.gateway)
    await expect.poll(() => answers).toHaveLength(1)
    expect(answers.join()).not.toContain(stand.secret)
    expect(JSON.stringify(operatorIn(JSON.parse(answers[0] ?? '').context))).toContain('op-1')
  })

  it('stands on a card of the sandbox as it does in the host', async () => {
    context = await browser.newContext({ locale: 'en-GB' })
    page = await context.newPage()
    await page.goto(`${stand.crm}/deals/d-1?view=host`)
    await page.getByRole('button', { name: 'New session' }).waitFor()
    expect(await page.locator('[data-firstline="d-1"] > firstline-conversation').count()).toBe(1)
  })

  it('gives the element another context when it asks', async () => {
    await card('op-2')
    await init(CONTACT)
    await page.getByRole('button', { name: 'New session' }).waitFor()
    const next = await page.evaluate(
      () =>
        new Promise<string>((use) => {
          const asked = new CustomEvent('firstline-context-needed', { detail: { use } })
          document.querySelector('firstline-conversation')?.dispatchEvent(asked)
        }),
    )
    expect(JSON.stringify(operatorIn(next))).toContain('op-2')
  })

  it('says that nothing is connected when nobody is signed in', async () => {
    await card(null)
    await init(CONTACT)
    await page.getByText('The card is not connected to a gateway').waitFor()
    await expect.poll(() => answers).toEqual([expect.stringContaining('Nobody is signed in')])
  })

  it('waits for the markup, and fills the place of its own card only', async () => {
    await card('op-1', '<div data-firstline="c-2"></div>')
    const shown = init(CONTACT)
    await page.evaluate(
      (html) => document.querySelector('main')?.insertAdjacentHTML('beforeend', html),
      place,
    )
    await shown
    expect(await page.locator('[data-firstline="c-1"] > firstline-conversation').count()).toBe(1)
    expect(await page.locator('[data-firstline="c-2"] > *').count()).toBe(0)
  })

  it('shows nothing on a card that is not saved yet', async () => {
    await card('op-1', '<div data-firstline=""></div>')
    await init({ ...CONTACT, id: '' })
    expect(await page.locator('firstline-conversation').count()).toBe(0)
    expect(answers).toEqual([])
  })

  it('names the app that it was not told the name of', async () => {
    await card('op-1')
    await expect(init({ ...CONTACT, namespace: 'sales', code: 'leads' })).rejects.toThrow(/sales\/leads/)
  })
})
