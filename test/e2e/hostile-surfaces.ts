import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { unfilledFrames } from '../widget/hostile-page.ts'
import { lookAway, noticesTold, noticesWrittenDown } from '../widget/notices.ts'
import { addHostileCustomer, HOSTILE, IN_ONE, keeps, PHONE, type Attempts } from './hostile-customer.ts'
import { hostileLook, kept, WIDTH } from './hostile-look.ts'
import { openForm, widget, type Scene } from './scene.ts'

const CARD = 'firstline-conversation'
const OPERATIONS = 'firstline-operations'

/**
 * From the store of the sandbox through its vendor's wire, the adapter and the gateway to each surface. Throws at the first thing that
 * is not as it should be.
 * @returns how many attempts were shown as they were written, each field of its own.
 */
export async function showsHostileCustomer(there: Scene, dialect: string): Promise<number> {
  const { crm, gateway, sandbox } = there.stand
  const attempts = addHostileCustomer(sandbox.engine)
  let look!: Awaited<ReturnType<typeof hostileLook>>
  const page = await there.open({
    path: `/contacts/${HOSTILE}`,
    width: WIDTH,
    async before(fresh) {
      look = await hostileLook(fresh, attempts, crm, gateway)
      await noticesWrittenDown(fresh, 'granted')
    },
  })
  const log = widget(page).getByRole('log')

  // The card and the list of its sessions, which is folded where there is no room beside it.
  await page.locator('button.fold').click()
  await look.shows(CARD, 'name', 'user name')
  await page.getByRole('button', { name: 'All sessions' }).click()
  await look.shows(
    CARD,
    ...kept(dialect, 'text', 'caption', 'file', 'echo', 'subject', 'place', 'event', 'failure', 'copy'),
    ...kept(dialect, 'first name', 'last name', 'phone of a card'),
  )
  if (keeps(dialect).includes('letter')) await lettersAsSent(page)
  await look.shows(CARD, 'text')

  // The details of a message of ours that says back what the customer wrote.
  const echo = log.getByRole('article').filter({ hasText: '//echo' })
  await echo.getByRole('button', { name: /Details/ }).click()
  await page.getByRole('dialog').waitFor()
  await look.shows(CARD)
  await page.keyboard.press('Escape')

  await page.getByRole('button', { name: 'Search in the history' }).click()
  const field = page.getByRole('searchbox', { name: 'Search in the history' })
  await field.fill('fired')
  await field.press('Enter')
  await expect
    .poll(() => page.evaluate(() => CSS.highlights.get('firstline-found')?.size ?? 0))
    .toBeGreaterThan(0)
  await look.shows(CARD, 'text')
  await field.press('Escape')

  await told(there, page, attempts)
  await look.shows(CARD, 'live')

  await openForm(page)
  await look.shows(CARD, 'user name', ...kept(dialect, 'mailbox'))

  // Whoever looks for the customer, and whoever looks after what processes send.
  await page.goto(`${crm}/lines`)
  await page.getByRole('searchbox', { name: 'Find a customer' }).fill(PHONE)
  await look.shows(CARD, 'name')
  await page.goto(await operations(there, attempts))
  for (const name of ['Failures', 'Waiting']) {
    await page.getByRole('tab', { name }).click()
    await look.shows(OPERATIONS, 'said back')
  }
  return look.count()
}

async function lettersAsSent(page: Page): Promise<void> {
  const asSent = widget(page).getByRole('button', { name: 'Show as it was sent' })
  // All at once: one by one the page would be laid out anew for each.
  await asSent.evaluateAll((buttons) => buttons.forEach((one) => (one as HTMLElement).click()))
  await expect.poll(() => page.locator('iframe').count()).toBe(IN_ONE)
  await expect.poll(() => page.evaluate(unfilledFrames)).toBe(0)
}

/** The customer writes while nobody looks: the notification names them and says their words. */
async function told(there: Scene, page: Page, { take }: Attempts): Promise<void> {
  await page.getByRole('button', { name: 'Settings and keys' }).click()
  await page.getByRole('checkbox', { name: 'Tell me quietly' }).check()
  await page.getByRole('checkbox', { name: 'With the words of the customer' }).check()
  await page.keyboard.press('Escape')
  await lookAway(page, true)
  await there.ask('/customer', {
    channel: 'whatsapp',
    address: PHONE,
    action: 'write',
    text: take('live', IN_ONE),
  })
  await expect.poll(async () => JSON.stringify(await noticesTold(page))).toContain('top.fired(')
  await lookAway(page, false)
}

/** Where the page stands, once a process was refused, and another one waits, with what the customer wrote in their words. */
async function operations(there: Scene, { take }: Attempts): Promise<string> {
  // Operations show the beginning of a text.
  const text = take('said back', 2, (attempt) => attempt.length < 60)
  const ask = async (path: string, body: object) => {
    const answer = await fetch(`${there.stand.gateway}/v1/${path}`, {
      method: 'POST',
      headers: { authorization: `Bearer ${there.stand.secret}`, 'content-type': 'application/json' },
      body: JSON.stringify(body),
    })
    return (await answer.json()) as Record<string, unknown>
  }
  const { sessions } = await there.store()
  const line = sessions.find((one) => one.contactId === HOSTILE && one.channel === 'whatsapp')?.lineId
  for (const onOpenSession of ['refuse', 'after-close'])
    await ask('process-actions/initiative-message', {
      operationId: `hostile-${onOpenSession}`,
      line,
      channel: 'whatsapp',
      to: { contactId: HOSTILE },
      message: { text },
      onOpenSession,
    })
  const { context } = await ask('contexts', { operator: 'op-1', right: 'operations' })
  return `${there.stand.gateway}/widget/operations#context=${String(context)}&locale=en`
}
