import type { Page } from 'playwright-core'
import { expect, it } from 'vitest'
import { scene, widget } from './scene.ts'

const s = scene('chatwoot')
const PHONE = '+79123456789'

const write = (text: string) =>
  s.stand.sandbox.engine.customer({ channel: 'whatsapp', address: PHONE, action: 'write', text })

/** Pavel has just written on WhatsApp, and nobody has taken it; the card shows that session. */
async function open(width = 1280): Promise<{ page: Page }> {
  const { engine } = s.stand.sandbox
  for (const { id, state, contactId } of engine.store.sessions)
    if (contactId === 'c-1' && state !== 'closed') engine.close(id, null)
  write('Are you there?')
  const page = await s.open({ path: '/contacts/c-1', width })
  await widget(page).getByRole('article').filter({ hasText: 'Are you there?' }).waitFor()
  return { page }
}
const delivered = (text: string) =>
  s.stand.sandbox.engine.store.deliveries.filter((delivery) => delivery.text === text).length
const dayBefore = (at: string) => new Date(Date.parse(at) - 25 * 3600_000).toISOString()
const articles = (page: Page, text: string) => widget(page).getByRole('article').filter({ hasText: text })
const row = (tab: Page, channel: string) =>
  widget(tab).getByRole('navigation').getByRole('listitem').filter({ hasText: channel }).first()
const box = (page: Page) => widget(page).getByRole('textbox', { name: 'Write a message' })

it('Ctrl Enter sends at first, Enter when one chooses so and for good; Shift Enter and an input method never do', async () => {
  const { page } = await open()
  await box(page).fill('One')
  await box(page).press('Enter')
  expect(await box(page).inputValue()).toBe('One\n')
  await widget(page).getByRole('button', { name: 'Ctrl Enter sends' }).click()
  await box(page).fill('Two')
  await box(page).press('Shift+Enter')
  await box(page).dispatchEvent('keydown', { key: 'Enter', isComposing: true, keyCode: 229 })
  expect(await box(page).inputValue()).toBe('Two\n')
  await box(page).press('Enter')
  await expect.poll(() => delivered('Two')).toBe(1)
  await page.reload()
  await widget(page).getByRole('button', { name: 'Enter sends, Shift Enter' }).waitFor()
})

it('what is typed survives a reload and another session, is not overwritten by another tab, and is forgotten once sent (R-ERR-1)', async () => {
  const { page } = await open()
  const missing: string[] = []
  page.on('response', (answer) => void (answer.status() === 404 && missing.push(answer.url())))
  const kept = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
  await box(page).fill('Half a sentence')
  await kept
  const other = await page.context().newPage()
  await other.goto(page.url())
  await expect.poll(() => box(other).inputValue()).toBe('Half a sentence')
  await widget(other).getByText('What you have not sent is back.').waitFor()
  const saved = other.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
  await box(other).fill('Another tab was here')
  await saved
  const conflict = page.waitForResponse((answer) => answer.status() === 409)
  await box(page).fill('This tab as well')
  await conflict
  await widget(page).getByText('This was changed in another tab.').waitFor()
  await widget(page).getByRole('button', { name: 'Take that text' }).click()
  expect(await box(page).inputValue()).toBe('Another tab was here')
  await box(page).press('Control+Enter')
  await expect.poll(() => delivered('Another tab was here')).toBe(1)
  // In the other tab it is no more to be written, and what is written there next is kept as usual.
  await expect.poll(() => box(other).inputValue()).toBe('')
  const next = other.waitForResponse((answer) => answer.request().method() === 'PUT')
  await box(other).fill('And another thing')
  expect((await next).status()).toBe(200)
  await box(other).fill('')
  await page.reload()
  await box(page).waitFor()
  await widget(page).getByRole('article').filter({ hasText: 'Another tab was here' }).waitFor()
  expect(await box(page).inputValue()).toBe('')
  // A draft that was never sent is no error, and nothing red in the console.
  expect(missing).toEqual([])
})

it('two tabs agree on what is unread, and on what becomes of a session', async () => {
  const { page } = await open()
  const other = await page.context().newPage()
  await other.goto(page.url())
  const unread = (tab: Page) => row(tab, 'WhatsApp').locator('.unseen')
  for (const tab of [page, other]) await row(tab, 'Email').click()
  write('Hello?')
  for (const tab of [page, other]) await unread(tab).filter({ hasText: '1' }).waitFor()
  await row(page, 'WhatsApp').click()
  await unread(other).waitFor({ state: 'detached' })
  // What is being read in one tab becomes unread in none.
  write('Still there?')
  await articles(page, 'Still there?').waitFor()
  await row(other, 'WhatsApp').getByText('Still there?').waitFor()
  await expect.poll(() => unread(other).count()).toBe(0)
  await widget(page).getByRole('button', { name: 'Take it', exact: true }).click()
  await row(other, 'WhatsApp').click()
  await widget(other).getByText('with Olga').first().waitFor()
  expect(await widget(other).getByRole('button', { name: 'Take it', exact: true }).count()).toBe(0)
})

it('what is typed outlives the gateway, and after an hour in which nobody heard of anything all stands once and as it is', async () => {
  const { engine } = s.stand.sandbox
  const { page } = await open()
  const sessionId = engine.store.sessions.find(
    ({ contactId, state }) => contactId === 'c-1' && state !== 'closed',
  )!.id
  engine.sendInto(sessionId, 'op-1', 'It comes today')
  // More than a page of the host, so that what is above it is read again only if somebody cares to.
  for (let n = 0; n < 30; n++) write(`Before ${n}.`)
  await articles(page, 'Before 29.').waitFor()
  expect(await articles(page, 'It comes today').getByText('Read', { exact: true }).count()).toBe(0)
  // It comes after the card, and from the gateway too.
  await box(page).waitFor()
  await page.clock.install()
  await s.stand.killGateway()
  await box(page).fill('Written into the void')
  await widget(page).getByText('This text is only here').waitFor()
  const said = Array.from({ length: 5 }, (_, n) => `Word ${n + 1}.`)
  engine.advanceClock(3600_000)
  for (const text of said) write(text)
  engine.customer({ channel: 'whatsapp', address: PHONE, action: 'read' })
  engine.sendInto(sessionId, 'op-2', 'Irina was here')
  const taken = engine.store.messages.find(({ text }) => text === 'Before 3.')!
  Object.assign(taken, { parts: { ...taken.parts, deletedAt: engine.now().toISOString() } })
  await page.clock.fastForward('01:00:00')
  const kept = page.waitForResponse((response) => response.request().method() === 'PUT' && response.ok())
  await s.stand.startGateway()
  // Nobody waits for the time of the next try.
  await page.evaluate(() => dispatchEvent(new Event('online')))
  await kept
  for (const text of [...said, 'Irina was here'])
    await expect.poll(() => articles(page, text).count()).toBe(1)
  // What is above the page that was read again, too.
  const list = widget(page).getByRole('log')
  const scrolledTo = async (text: string): Promise<number> => {
    await list.evaluate((log) => (log.parentElement!.scrollTop -= 400))
    return articles(page, text).count()
  }
  await expect.poll(() => scrolledTo('This message was deleted')).toBe(1)
  await expect.poll(() => scrolledTo('It comes today')).toBe(1)
  await articles(page, 'It comes today').getByText('Read', { exact: true }).waitFor()
  await widget(page).getByText('This text is only here').waitFor({ state: 'detached' })
  await page.reload()
  await expect.poll(() => box(page).inputValue()).toBe('Written into the void')
  for (const text of said) expect(await articles(page, text).count()).toBe(1)
  await box(page).press('Control+Enter')
  await expect.poll(() => delivered('Written into the void')).toBe(1)
})

it('R-WIN-1, R-TPL-2: a chosen template stands alone, once the window is closed it is the answer, and what was typed stays', async () => {
  const { page } = await open()
  const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok())
  await box(page).fill('Half a thought')
  await saved
  // R-TPL-2: with a template chosen nothing else stands beside what sends it.
  await widget(page).getByRole('button', { name: 'Template', exact: true }).click()
  await widget(page).getByRole('option').filter({ hasText: 'thank_you' }).first().click()
  await box(page).waitFor({ state: 'detached' })
  await widget(page).locator('.composer').getByText('Half a thought').waitFor()
  await widget(page).getByRole('button', { name: 'Remove: your text comes back' }).click()
  expect(await box(page).inputValue()).toBe('Half a thought')
  const { sessions, messages } = s.stand.sandbox.engine.store
  const session = sessions.find(({ contactId, state }) => contactId === 'c-1' && state !== 'closed')!
  for (const message of messages)
    if (message.sessionId === session.id) Object.assign(message, { at: dayBefore(message.at) })
  Object.assign(session, { lastActivityAt: dayBefore(session.lastActivityAt) })
  await page.reload()
  await widget(page).getByText('The time for free writing is over.').first().waitFor()
  await widget(page).getByRole('option').filter({ hasText: 'autumn_sale' }).click()
  await widget(page).getByRole('button', { name: 'Send', exact: true }).click()
  await widget(page).getByText('Fill in “discount” of the template.').waitFor()
  await widget(page).getByRole('textbox', { name: 'discount' }).fill('20 %')
  await widget(page).getByRole('button', { name: 'Send', exact: true }).click()
  const sent = () =>
    s.stand.sandbox.engine.store.deliveries.filter(({ text }) => text.includes('20 %')).length
  await expect.poll(sent).toBe(1)
  await widget(page).locator('.composer').getByText('Half a thought').waitFor()
  await page.reload()
  await widget(page).locator('.composer').getByText('Half a thought').waitFor()
  // What the next test would find.
  const dropped = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await widget(page).getByRole('button', { name: 'Start afresh' }).click()
  await dropped
})

it('an answer takes a file and a canned reply, as the form does (R-FILE-1, R-MSG-2)', async () => {
  const { page } = await open(380)
  await box(page).focus()
  const tools = widget(page).locator('.composer .tools').first()
  await tools.getByRole('button', { name: 'Attach a file' }).waitFor()
  const sides = await tools
    .getByRole('button')
    .evaluateAll((buttons) => buttons.map((one) => one.getBoundingClientRect().toJSON() as DOMRect))
  // All of them in one line.
  expect(Math.max(...sides.map(({ top }) => top))).toBeLessThan(
    Math.min(...sides.map(({ bottom }) => bottom)),
  )
  await widget(page).getByRole('button', { name: 'Canned reply' }).click()
  await widget(page).getByRole('listbox').getByRole('option').first().click()
  await expect.poll(async () => (await box(page).inputValue()).length).toBeGreaterThan(3)
  const text = await box(page).inputValue()
  await widget(page)
    .locator('input[type=file]')
    .first()
    .setInputFiles({ name: 'offer.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.4') })
  await widget(page).getByText('offer').first().waitFor()
  // What goes along is seen after a reload too, though nobody has touched the composer yet.
  await page.reload()
  await widget(page).locator('.composer').getByText('offer').first().waitFor()
  await widget(page).getByRole('button', { name: 'Send', exact: true }).click()
  await expect.poll(() => delivered(text)).toBe(1)
  const delivery = s.stand.sandbox.engine.store.deliveries.findLast((one) => one.text === text)!
  expect(delivery.attachments.map(({ name }) => name)).toEqual(['offer.pdf'])
})

it('a note is left for colleagues and never sent; a session is taken, handed over, closed and opened again (R-AFTER-1)', async () => {
  const { page } = await open()
  const sessionId = s.stand.sandbox.engine.store.sessions.find(
    (one) => one.contactId === 'c-1' && one.channel === 'whatsapp' && one.state !== 'closed',
  )!.id
  const stored = (id: string) => s.stand.sandbox.engine.session(id)!
  const card = widget(page)
  await card.getByRole('button', { name: 'Take it', exact: true }).click()
  await card.getByText('The session is yours.').first().waitFor()
  expect(stored(sessionId).operatorId).toBe('op-1')

  await card.getByRole('button', { name: 'Note', exact: true }).click()
  await card.getByRole('textbox', { name: 'Write a note to colleagues' }).fill('She is angry')
  await page.keyboard.press('Control+Enter')
  await expect.poll(() => JSON.stringify(s.stand.sandbox.engine.store.storage)).toContain('She is angry')
  expect(delivered('She is angry')).toBe(0)

  await card.getByRole('button', { name: 'What can be done with this session' }).click()
  await card.getByRole('menuitem', { name: 'Close…' }).click()
  await card.getByRole('combobox', { name: 'Tags' }).fill('vip')
  await card.getByRole('listbox').getByRole('option').first().click()
  // The open list leaves the button free.
  await card.getByRole('button', { name: 'Close the session' }).click()
  await expect.poll(() => stored(sessionId).state).toBe('closed')
  expect(stored(sessionId).tags).toHaveLength(1)
  await card.getByRole('button', { name: 'Open again', exact: true }).click()
  await expect.poll(() => stored(sessionId).state).toBe('active')
  await card.getByRole('button', { name: 'What can be done with this session' }).click()
  await card.getByRole('menuitem', { name: 'Hand over…' }).click()
  await card.getByRole('combobox', { name: 'To whom' }).fill('Irina')
  await card.getByRole('option', { name: 'Irina' }).first().click()
  await card.getByRole('textbox', { name: 'Comment for whoever gets it' }).fill('Call her')
  await card.getByRole('button', { name: 'Hand over', exact: true }).click()
  await expect.poll(() => stored(sessionId).operatorId).toBe('op-2')
})
