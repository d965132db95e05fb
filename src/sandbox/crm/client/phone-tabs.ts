import type { PhoneAccount } from '../phone-wire.ts'
import { part } from './ask.ts'
import type { PhoneWords } from './phone-screen.ts'

export interface Tab {
  readonly key: string
  readonly account: PhoneAccount
}

/** Draws the phone's apps as tabs; the chosen one is in the tab order. */
export function showTabs(
  root: HTMLElement,
  tabs: readonly Tab[],
  shown: string | null,
  words: Pick<PhoneWords, 'unread'>,
): void {
  const list = part(root, '[data-tabs]')
  const hadFocus = list.contains(document.activeElement)
  list.replaceChildren(...tabs.map((tab, index) => button(tab, index, tab.key === shown, words)))
  const chosen = list.querySelector<HTMLElement>('[aria-selected="true"]')
  if (hadFocus) chosen?.focus()
  if (chosen) part(root, '[data-screen]').setAttribute('aria-labelledby', chosen.id)
}

/** A click or an arrow chooses an app (ARIA authoring practices, tabs). */
export function hearTabs(root: HTMLElement, choose: (key: string) => void): void {
  const list = part(root, '[data-tabs]')
  const pick = (tab: Element | null | undefined): void => {
    const key = tab instanceof HTMLElement ? tab.dataset['key'] : undefined
    if (key !== undefined) choose(key)
  }
  list.addEventListener('click', ({ target }) =>
    pick(target instanceof Element ? target.closest('[role="tab"]') : null),
  )
  list.addEventListener('keydown', (event) => {
    const at = [...list.children].findIndex((tab) => tab.ariaSelected === 'true')
    const count = list.children.length
    const next = STEPS[event.key]?.(at, count)
    if (next === undefined) return
    event.preventDefault()
    pick(list.children[(next + count) % count])
  })
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowRight: (at) => at + 1,
  ArrowLeft: (at) => at - 1,
  Home: () => 0,
  End: (_, count) => count - 1,
}

function button(
  { key, account }: Tab,
  index: number,
  selected: boolean,
  words: Pick<PhoneWords, 'unread'>,
): HTMLElement {
  const tab = document.createElement('button')
  tab.type = 'button'
  tab.id = `phone-tab-${index}`
  tab.dataset['key'] = key
  tab.role = 'tab'
  tab.ariaSelected = String(selected)
  tab.tabIndex = selected ? 0 : -1
  tab.textContent = account.channelName
  tab.title = account.address
  if (account.unread > 0) {
    const badge = document.createElement('span')
    badge.className = 'badge'
    badge.textContent = String(account.unread)
    const named = document.createElement('span')
    named.className = 'unseen'
    named.textContent = ` ${words.unread}`
    badge.append(named)
    tab.append(' ', badge)
  }
  return tab
}
