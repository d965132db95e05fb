import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import type { WireSession } from '../../src/wire/schemas.ts'
import { cardWith, from, minutesAgo, session, to } from '../../widget/stories/people.ts'
import { reason } from '../../widget/stories/ways.ts'
import { operation } from '../../widget/stories/talk.ts'
import { startCardKit, type CardKit } from './card-kit.ts'

const OPEN = session({ id: 's-1', deeds: ['close', 'hand-over', 'note'], takes: ['template'] })
const OTHER = session({ id: 's-2', lineName: 'Orders', channel: 'email', lastActivityAt: minutesAgo(90) })
const CLOSED: Partial<WireSession> = {
  state: 'closed',
  closedAt: minutesAgo(0),
  deeds: [],
  replyReasons: [reason('session-closed', { kind: 'choose-another' })],
}
const messages = [
  from(40, 'The first', { id: 'm-1' }),
  to(30, 'The second', { id: 'm-2', status: 'sent' }),
  from(20, 'The third', { id: 'm-3' }),
]

let kit: CardKit
beforeAll(async () => {
  kit = await startCardKit()
})
beforeEach(async () => {
  await kit.newPage()
  const unsent = operation({ operationId: 'o-1', sessionId: 's-1', at: minutesAgo(10), text: 'Unsent' })
  kit.gateway.scenes.set('live', { card: cardWith([OPEN, OTHER], messages, { operations: [unsent] }) })
  await kit.open('live')
  await box().waitFor()
})
afterAll(() => kit.stop())

const box = () => kit.page.getByRole('textbox', { name: 'Write a message' })
const focused = () =>
  kit.page.evaluate(() => {
    let one = document.activeElement
    while (one?.shadowRoot?.activeElement) one = one.shadowRoot.activeElement
    return one === document.body ? '' : (one?.textContent ?? '')
  })
const tell = (part: Partial<WireSession>, one = OPEN) =>
  kit.gateway.tell({
    kind: 'session',
    session: { ...one, lastActivityAt: new Date().toISOString(), ...part },
  })

/** One event of each kind, in the session that is read and in another one; resolves once the last of them is shown. */
async function everything(): Promise<void> {
  const { tell: say } = kit.gateway
  await say({ kind: 'message', message: { ...messages[1]!, status: 'read' } })
  await say({ kind: 'message', message: from(60, 'Earlier than all', { id: 'm-0' }) })
  await say({ kind: 'message', message: from(0, 'Just now', { id: 'm-9' }) })
  await say({ kind: 'message', message: from(0, 'Elsewhere', { id: 'o-9', sessionId: 's-2' }) })
  await tell({}, OTHER)
  await say({
    kind: 'operation',
    operation: operation({ operationId: 'o-2', sessionId: 's-1', state: 'sending' }),
  })
  await tell({ operatorId: 'op-2', operatorName: 'Irina Belova' })
  await kit.page.getByText('with Irina Belova').waitFor()
}

it('a message keeps the focus whatever comes, and hands it to its neighbour when it goes', async () => {
  const row = kit.log().getByRole('listitem').filter({ hasText: 'The second' })
  await row.focus()
  await everything()
  expect(await focused()).toContain('The second')
  await kit.gateway.tell({
    kind: 'message',
    message: { ...messages[1]!, text: '', deletedAt: minutesAgo(0) },
  })
  await kit.log().getByText('This message was deleted.').waitFor()
  expect(await focused()).toContain('This message was deleted.')
  // Some hosts keep the words of what was taken back: they are not read as if they still held.
  await kit.gateway.tell({ kind: 'message', message: { ...messages[2]!, deletedAt: minutesAgo(0) } })
  const struck = kit.log().getByText('The third', { exact: true })
  await expect
    .poll(() => struck.evaluate((one) => getComputedStyle(one).textDecorationLine))
    .toBe('line-through')
  await kit.log().getByRole('button', { name: 'Remove' }).click()
  await kit.log().getByText('Unsent').waitFor({ state: 'detached' })
  await expect.poll(focused).toMatch(/The third|Just now/)
})

it('a row of the sessions keeps the focus when it moves to the top', async () => {
  const list = kit.page.getByRole('navigation', { name: 'Sessions' })
  await list.getByRole('button', { name: /Orders/ }).focus()
  await everything()
  expect(await focused()).toContain('Orders')
  await tell({}, OTHER)
  await expect.poll(async () => (await list.getByRole('button').allInnerTexts())[0]).toContain('Orders')
  expect(await focused()).toContain('Orders')
})

it('what is typed keeps caret and selection, and when the session is closed stands beside the reason', async () => {
  await box().fill('Half of a sentence')
  await box().evaluate((field: HTMLTextAreaElement) => field.setSelectionRange(3, 8))
  await everything()
  const place = () =>
    box().evaluate((field: HTMLTextAreaElement) => [
      field.matches(':focus'),
      field.value,
      field.selectionStart,
      field.selectionEnd,
    ])
  expect(await place()).toEqual([true, 'Half of a sentence', 3, 8])
  await tell(CLOSED)
  await kit.page.getByText('This session is closed.').waitFor()
  await expect.poll(focused).toContain('This session is closed.')
  const composer = kit.page.getByRole('region', { name: 'Answer' })
  expect(await composer.innerText()).toContain('Half of a sentence')
  await tell({})
  await expect.poll(() => box().inputValue()).toBe('Half of a sentence')
  await tell(CLOSED)
  // The way on takes the words along.
  await composer.getByRole('button', { name: 'Write to the customer' }).click()
  const form = kit.page.getByRole('dialog')
  await expect
    .poll(() => form.getByRole('textbox', { name: 'Message' }).inputValue())
    .toBe('Half of a sentence')
})

it('an open menu, a dialog and a filter keep the focus, and when they go somebody has it', async () => {
  await kit.page.getByRole('button', { name: 'What can be done with this session' }).click()
  await kit.page.keyboard.press('ArrowDown')
  const before = await focused()
  expect(before).not.toBe('')
  await everything()
  expect(await focused()).toBe(before)
  await tell({ deeds: ['note'] })
  await kit.page.getByRole('menuitem').first().waitFor({ state: 'detached' })
  await expect.poll(focused).not.toBe('')
  await kit.log().getByRole('listitem').filter({ hasText: 'The third' }).focus()
  await kit.page.keyboard.press('Enter')
  const dialog = kit.page.getByRole('dialog', { name: 'About this message' })
  await dialog.waitFor()
  await tell(CLOSED)
  await kit.page.getByText('This session is closed.').waitFor()
  expect(await dialog.evaluate((one) => one.matches(':focus-within'))).toBe(true)
})

it('Tab meets the head of a narrow card in the order in which it is seen, from left to right and from right to left', async () => {
  await kit.page.setViewportSize({ width: 380, height: 720 })
  const fold = kit.page.getByRole('button', { name: /^Support/ })
  const begin = kit.page.getByRole('button', { name: 'New session' })
  const left = (one: typeof fold) => one.evaluate((part) => part.getBoundingClientRect().left)
  for (const dir of ['ltr', 'rtl']) {
    await kit.page.evaluate((to) => (document.documentElement.dir = to), dir)
    await fold.focus()
    await kit.page.keyboard.press('Tab')
    expect(await focused()).toContain('New session')
    expect((await left(fold)) < (await left(begin))).toBe(dir === 'ltr')
  }
})
