import type { Browser, Page } from 'playwright-core'
import { minutesAgo } from '../../widget/stories/people.ts'
import { launchBrowser } from '../setup/browser.ts'
import { startFakeGateway, type FakeGateway } from './fake-gateway.ts'

/** The card in a real browser, in front of a gateway that records what it is asked. */
export interface CardKit {
  readonly gateway: FakeGateway
  readonly browser: Browser
  /** The page of the running test. */
  page: Page
  open(scene: string, width?: number): Promise<void>
  /** The messages of the session being read. */
  log(): ReturnType<Page['getByRole']>
  newPage(): Promise<void>
  stop(): Promise<void>
}

export async function startCardKit(): Promise<CardKit> {
  const gateway = await startFakeGateway()
  const browser = await launchBrowser()
  const kit: CardKit = {
    gateway,
    browser,
    page: await browser.newPage({ reducedMotion: 'reduce' }),
    async open(scene, width = 1280) {
      await kit.page.setViewportSize({ width, height: 720 })
      await kit.page.goto(gateway.page(scene))
      await kit.page.getByRole('button', { name: 'New session' }).waitFor()
    },
    log: () => kit.page.getByRole('log', { name: 'Messages' }),
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

/** An answer that the gateway has taken and whose end is not known yet. */
export function unsettled(body: unknown): object {
  const { operationId, text } = body as { operationId: string; text: string }
  return {
    operationId,
    text,
    state: 'sending',
    sessionId: 's-1',
    messageId: null,
    routing: 'none',
    reasons: [],
    failure: null,
    subject: null,
    at: minutesAgo(0),
  }
}
