import type { PhoneAccount } from '../phone-wire.ts'
import { part } from './ask.ts'

interface Both {
  readonly messenger: string
  readonly email: string
}
export interface PhoneWords {
  readonly block: string
  readonly unblock: string
  readonly leave: Both
  readonly return: Both
  readonly blocked: string
  readonly left: Both
  readonly failed: string
  readonly isRead: string
  readonly unread: string
}

/** One app of the phone: the address, what was said, and what the customer may do. Texts are text, never markup. */
export function showScreen(root: HTMLElement, account: PhoneAccount, words: PhoneWords): void {
  const { blocked, left, kind, messages } = account
  part(root, '[data-address]').textContent = account.address
  const notice = part(root, '[data-notice]')
  notice.hidden = !blocked && !left
  notice.textContent = left ? words.left[kind] : blocked ? words.blocked : ''
  part(root, '[data-empty]').hidden = messages.length > 0

  const list = part(root, '[data-texts]')
  const screen = part(root, '[data-screen]')
  const before = list.dataset['last']
  const last = `${account.channel} ${messages.at(-1)?.id ?? ''}`
  list.hidden = messages.length === 0
  list.replaceChildren(...messages.map((message) => bubble(message, words)))
  list.dataset['last'] = last
  if (before !== last) screen.scrollTop = screen.scrollHeight

  for (const control of part(root, '[data-answer]').querySelectorAll<HTMLInputElement | HTMLButtonElement>(
    'input, button',
  ))
    control.disabled = blocked || left
  part<HTMLButtonElement>(root, '[data-deed="read"]').disabled = account.unread === 0
  name(root, 'block', blocked ? words.unblock : words.block, blocked)
  name(root, 'leave', left ? words.return[kind] : words.leave[kind], left)
}

/** A deed with its way back: the button says what pressing it does. */
function name(root: HTMLElement, deed: string, text: string, done: boolean): void {
  const button = part<HTMLButtonElement>(root, `[data-deed="${deed}"]`)
  button.textContent = text
  button.dataset['now'] = done ? (button.dataset['other'] ?? deed) : deed
}

function bubble(message: PhoneAccount['messages'][number], words: PhoneWords): HTMLElement {
  const item = document.createElement('li')
  item.dataset['from'] = message.from
  if (message.subject) item.append(line('strong', message.subject))
  item.append(line('p', message.text))
  const time = line('time', message.time)
  time.setAttribute('datetime', message.at)
  const foot = document.createElement('small')
  foot.append(time)
  if (message.from === 'company') foot.append(` · ${message.read ? words.isRead : words.unread}`)
  item.append(foot)
  return item
}

function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.dir = 'auto'
  element.textContent = text
  return element
}
