import type { Browser, Locator, Page } from 'playwright-core'
import type { WireOperation } from '../../src/wire/schemas.ts'
import type { Scene } from '../../widget/stories/scene.ts'
import { minutesAgo, NOWHERE } from '../../widget/stories/people.ts'
import { launchBrowser } from '../setup/browser.ts'
import { startFakeGateway, type FakeGateway } from './fake-gateway.ts'

export const TEXT = 'Good day, Pavel. Your order 7741 is ready.'

/** How an operation that was just asked for ended: sent, unless said otherwise. */
export const answer = (body: unknown, part: Partial<WireOperation> = {}): WireOperation => ({
  ...NOWHERE,
  operationId: (body as { operationId: string }).operationId,
  state: 'sent',
  sessionId: 's-1',
  messageId: null,
  routing: 'done',
  reasons: [],
  failure: null,
  text: (body as { text: string }).text,
  subject: null,
  at: minutesAgo(0),
  ...part,
})
/** The form in a real browser, in front of a gateway that records what it is asked. */
export interface FormKit {
  readonly gateway: FakeGateway
  readonly browser: Browser
  /** The page of the running test. */
  page: Page
  openForm(scene: string, locale?: 'en' | 'ru'): Promise<Locator>
  /** Adds a scene for the running test, or changes one. */
  scene(name: string, scene: Scene): void
  /** How often exactly this was asked for. */
  count(method: string, path: string): number
  /** Bodies of what was posted to exactly this path. */
  sent(path: string): Record<string, unknown>[]
  /** Drafts as they were saved, oldest first. */
  drafts(): Record<string, unknown>[]
  newPage(): Promise<void>
  stop(): Promise<void>
}

export async function startFormKit(): Promise<FormKit> {
  const gateway = await startFakeGateway()
  const browser = await launchBrowser()
  const asked = (method: string, path: string) =>
    gateway.asked.filter((one) => one.method === method && one.path === path).map(({ body }) => body as never)
  const kit: FormKit = {
    gateway,
    browser,
    page: await browser.newPage({ reducedMotion: 'reduce' }),
    scene: (name, scene) => void gateway.scenes.set(name, scene),
    count: (method, path) => asked(method, path).length,
    async openForm(scene, locale = 'en') {
      await kit.page.goto(gateway.page(scene, { locale }))
      await kit.page.getByRole('button', { name: locale === 'ru' ? 'Новая сессия' : 'New session' }).click()
      const form = kit.page.getByRole('dialog')
      await form.waitFor()
      return form
    },
    sent: (path) => asked('POST', path),
    drafts: () => asked('PUT', '/draft'),
    async newPage() {
      await kit.page.close()
      gateway.reset()
      kit.page = await browser.newPage({ reducedMotion: 'reduce' })
    },
    async stop() {
      await browser.close()
      await gateway.stop()
    },
  }
  return kit
}

export const write = (form: Locator, text: string) =>
  form.getByRole('textbox', { name: 'Message' }).fill(text)
export const send = (form: Locator) => form.getByRole('button', { name: 'Create and send' })
