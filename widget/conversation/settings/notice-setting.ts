import { shallowRef } from '@vue/runtime-core'

const NAME = 'firstline-notices'

/** What is told while the card is in the background: nothing, on which line somebody wrote, or their words too. */
const NOTICES = ['off', 'line', 'text'] as const
export type Notices = (typeof NOTICES)[number]

/** As this person asked for in this browser; nothing unless asked. */
export const notices = shallowRef(remembered())

export function setNotices(wanted: Notices): void {
  notices.value = wanted
  try {
    localStorage.setItem(NAME, wanted)
  } catch {
    // A page that gives its frames no storage forgets it with the page.
  }
}

// Another tab of the same person.
globalThis.addEventListener?.('storage', ({ key, newValue }) => {
  if (key === NAME) notices.value = known(newValue)
})

const known = (value: string | null): Notices => NOTICES.find((one) => one === value) ?? 'off'

function remembered(): Notices {
  try {
    return known(localStorage.getItem(NAME))
  } catch {
    return 'off'
  }
}

/**
 * How one can be told here. `in-frame`: not at all, a frame of another site has neither a title that is seen nor notifications.
 * `title`: this browser has no notifications, or only with what a card has not. `denied`: somebody has forbidden them. `ask`: not
 * asked yet.
 */
export type NoticeWay = 'in-frame' | 'title' | 'denied' | 'ask' | 'granted'

export function noticeWay(): NoticeWay {
  if (isForeignFrame()) return 'in-frame'
  if (typeof Notification === 'undefined' || !isSecureContext) return 'title'
  return Notification.permission === 'default' ? 'ask' : Notification.permission
}

/** Asks the browser's own question. Only after a click: browsers hold it against pages that ask unasked. */
export async function askForNotices(): Promise<NoticeWay> {
  if (noticeWay() === 'ask') await Notification.requestPermission()
  return noticeWay()
}

function isForeignFrame(): boolean {
  try {
    // Reading it throws where the page around is another site's.
    return window.top !== window && window.top?.location.href === undefined
  } catch {
    return true
  }
}
