import type { PhoneAccount } from '../phone-wire.ts'
import { part } from './ask.ts'
import type { PhoneWords } from './phone-screen.ts'

interface Tab {
  readonly key: string
  readonly account: PhoneAccount
}

/** The phone's apps as tabs: arrows move, the chosen one is in the tab order (ARIA authoring practices, tabs). */
export function showTabs(
  root: HTMLElement,
  tabs: readonly Tab[],
  shown: string | null,
  words: Pick<PhoneWords, 'unread'>,
  choose: (key: string) => void,
): void {
  const list = part(root, '[data-tabs]')
  const hadFocus = list.contains(document.activeElement)
  list.replaceChildren(...tabs.map((tab, index) => button(tab, index, tab.key === shown, words)))
  const chosen = list.querySelector<HTMLElement>('[aria-selected="true"]')
  if (hadFocus) chosen?.focus()
  part(root, '[data-screen]').setAttribute('aria-labelledby', chosen?.id ?? '')

  const at = tabs.findIndex(({ key }) => key === shown)
  list.onclick = (event) => {
    const key = (event.target as Element).closest<HTMLElement>('[role="tab"]')?.dataset['key']
    if (key !== undefined) choose(key)
  }
  list.onkeydown = (event) => {
    const step = STEPS[event.key]
    const next = step && tabs[(step(at, tabs.length) + tabs.length) % tabs.length]
    if (!next) return
    event.preventDefault()
    choose(next.key)
  }
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
