import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { fileURLToPath } from 'node:url'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { SECRET } from '../gateway/setup.ts'
import { gatewayBefore, world, type World } from '../gateway/with-sandbox.ts'
import type { TestGateway } from '../gateway/setup.ts'
import { launchBrowser } from '../setup/browser.ts'

const WIDGET = fileURLToPath(new URL('../../dist/widget', import.meta.url))
const HEADING = 'Conversation in Lines'

let browser: Browser
beforeAll(async () => {
  browser = await launchBrowser()
})
afterAll(() => browser.close())

/** A page of somebody's own product, which has the widget in an iframe and answers when it is asked for a context. */
async function hostPage(): Promise<{ origin: string; show(html: string): void }> {
  let html = ''
  const server = createServer((_, answer) => answer.setHeader('Content-Type', 'text/html').end(html))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return {
    origin: `http://localhost:${(server.address() as AddressInfo).port}`,
    show: (next) => (html = next),
  }
}

async function stage(): Promise<{
  there: World
  gateway: TestGateway
  own: Awaited<ReturnType<typeof hostPage>>
  page: Page
  said: string[]
}> {
  const there = await world()
  const own = await hostPage()
  const workspaces = [
    {
      id: 'sandbox',
      secret: SECRET,
      origins: [own.origin],
      host: there.sandbox.workspaceHost as { kind: string },
    },
  ]
  const gateway = await gatewayBefore(there, {
    workspaces,
    widgetDir: WIDGET,
    listen: { host: '127.0.0.1', port: 0 },
  })
  const context = await browser.newContext({ locale: 'en-GB' })
  onTestFinished(() => context.close())
  const page = await context.newPage()
  const said: string[] = []
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(message.text())
  })
  page.on('pageerror', (error) => said.push(error.message))
  return { there, gateway, own, page, said }
}

const frameOf = (url: string) =>
  `<!doctype html><iframe title="Widget" src="${url}" style="width:900px;height:600px"></iframe>`
/** A page that hands the context over when it is asked. */
const answering = (url: string, context: string) => `${frameOf(url)}<script>
  addEventListener('message', ({ data, source, origin }) => {
    if (data.type === 'firstline-context-needed') source.postMessage({ type: 'firstline-context', context: '${context}', locale: 'ru' }, origin)
  })
</script>`

describe('the widget as a page in an iframe', () => {
  it('takes its context from the fragment and leaves it nowhere, under a rule that lets no other script run', async () => {
    const { gateway, own, page, said } = await stage()
    const context = await gateway.context()
    const look = 'theme=dark&density=compact&accent=%230a7&radius=expression(1)'
    own.show(frameOf(`${gateway.url}/widget/conversation#context=${context}&locale=en&${look}`))
    await page.goto(own.origin)
    const frame = page.frameLocator('iframe')
    await frame.getByRole('heading', { name: HEADING }).waitFor()
    await frame.getByRole('button', { name: 'New session' }).first().waitFor()
    expect(page.frames()[1]?.url()).not.toContain(context)
    const element = frame.locator('firstline-conversation')
    expect(await element.getAttribute('density')).toBe('compact')
    // What is no length is passed over.
    expect(await element.getAttribute('style')).toBe('--firstline-accent: #0a7;')
    expect(said).toEqual([])
  })

  it('asks the page around it for a context and takes it from there', async () => {
    const { gateway, own, page, said } = await stage()
    own.show(answering(`${gateway.url}/widget/conversation`, await gateway.context()))
    await page.goto(own.origin)
    await page.frameLocator('iframe').getByRole('heading', { name: 'Переписка в Линиях' }).waitFor()
    await page.frameLocator('iframe').getByRole('button', { name: 'Новая сессия' }).first().waitFor()
    expect(said).toEqual([])
  })

  it('takes no context from a page that is not the one around it', async () => {
    const { gateway, own, page } = await stage()
    const context = await gateway.context()
    own.show(frameOf(`${gateway.url}/widget/conversation`))
    await page.goto(own.origin)
    await page.frameLocator('iframe').locator('firstline-conversation').waitFor({ state: 'attached' })
    const inner = page.frames()[1]
    if (!inner) throw new Error('The page has no frame.')
    // Ours is told after the widget's own listener.
    await inner.evaluate(() => addEventListener('message', () => Reflect.set(window, 'heard', true)))
    // The right origin, but a sibling frame's window.
    await page.evaluate((token) => {
      const sibling = document.createElement('iframe')
      document.body.append(sibling)
      const script = sibling.contentDocument?.createElement('script')
      if (!script) return
      script.text = `parent.frames[0].postMessage({ type: 'firstline-context', context: '${token}' }, '*')`
      sibling.contentDocument?.body.append(script)
    }, context)
    await expect.poll(() => inner.evaluate(() => Reflect.get(window, 'heard'))).toBe(true)
    expect(
      await page.frameLocator('iframe').first().locator('firstline-conversation').getAttribute('context'),
    ).toBeNull()
  })

  it('shows nothing inside a page that is not allowed', async () => {
    const { gateway, page } = await stage()
    const foreign = await hostPage()
    foreign.show(frameOf(`${gateway.url}/widget/conversation#context=${await gateway.context()}`))
    await page.goto(foreign.origin)
    // The browser's own page in place of ours.
    await expect.poll(() => page.frames()[1]?.url(), { timeout: 10_000 }).toMatch(/^chrome-error:/)
    expect(await page.frames()[1]?.locator('firstline-conversation').count()).toBe(0)
  })
})
