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
  item.append(...said(message), ...message.files.map(fileLine))
  const time = line('time', message.time)
  time.setAttribute('datetime', message.at)
  const foot = document.createElement('small')
  foot.append(time)
  if (message.from === 'company') foot.append(` · ${message.read ? words.isRead : words.unread}`)
  item.append(foot)
  return item
}

/** A template shows its parts as the messenger does: header, words, footer, buttons. */
function said({ template, text }: PhoneAccount['messages'][number]): HTMLElement[] {
  if (!template) return text === '' ? [] : [line('p', text)]
  const { header, body, footer, buttons } = template
  const parts = [line('p', body)]
  if (header !== null) parts.unshift(line('strong', header))
  if (footer !== null) parts.push(templatePart('footer', footer))
  for (const button of buttons) parts.push(templatePart('button', button))
  return parts
}

function fileLine({ name, url, isPicture }: PhoneAccount['messages'][number]['files'][number]): HTMLElement {
  const link = document.createElement(url === '' ? 'span' : 'a')
  link.className = 'file'
  if (link instanceof HTMLAnchorElement) {
    link.href = url
    link.target = '_blank'
    link.rel = 'noopener'
  }
  if (isPicture) {
    const picture = document.createElement('img')
    picture.src = url
    picture.alt = ''
    link.append(picture)
  }
  link.append(line('span', name))
  return link
}

function templatePart(kind: 'footer' | 'button', text: string): HTMLElement {
  const element = line('p', text)
  element.className = `template-${kind}`
  return element
}

function line(tag: string, text: string): HTMLElement {
  const element = document.createElement(tag)
  element.dir = 'auto'
  element.textContent = text
  return element
}
