import { onScopeDispose } from '@vue/runtime-core'
import { channelName } from '../../../src/words/channels.ts'
import { useLocale } from '../../shared/words/language.ts'
import { useCard } from '../stores/card.ts'
import { useMessages } from '../stores/messages.ts'
import { useSessions } from '../stores/sessions.ts'
import { noticeWay, notices } from './notice-setting.ts'
import { useSettingWords } from './words/index.ts'

/** So much of a message fits into a notification. */
const LONGEST = 140

/**
 * Tells that a customer has written while nobody looks at the page: a number in the title, and a notification without a sound where
 * the browser allows it. It names the line; the customer and their words only where that was asked for, because a locked screen shows
 * it to whoever passes by.
 */
export function useQuietNotices(): void {
  const locale = useLocale()
  const words = useSettingWords()
  const card = useCard()
  const messages = useMessages()
  const sessions = useSessions()
  const title = titleCount()
  const shown = new Set<Notification>()

  const unhook = sessions.$onAction(({ name, args, after }) => {
    if (name === 'notice') after(() => tell(args[0].sessionId))
  })
  const back = (): void => {
    if (isLookedAt()) leave()
  }
  document.addEventListener('visibilitychange', back)
  window.addEventListener('focus', back)
  onScopeDispose(() => {
    unhook()
    leave()
    document.removeEventListener('visibilitychange', back)
    window.removeEventListener('focus', back)
  })

  function tell(sessionId: string): void {
    if (notices.value === 'off' || isLookedAt() || noticeWay() === 'in-frame') return
    title.more()
    const session = sessions.find(sessionId)
    if (noticeWay() !== 'granted' || !session) return
    const line = `${session.lineName} · ${channelName(session.channel, locale.value)}`
    const newest = messages.threads.get(sessionId)?.items.at(-1)?.text ?? ''
    const withText = notices.value === 'text'
    try {
      const notice = new Notification(
        words.value.newMessage(withText ? (card.card?.contact?.name ?? null) : null),
        {
          body: withText && newest !== '' ? `${line}\n${newest.slice(0, LONGEST)}` : line,
          lang: locale.value,
          silent: true,
          // Of one session there is one, whichever of a person's tabs told it.
          tag: `firstline ${sessionId}`,
        },
      )
      shown.add(notice)
      notice.addEventListener('close', () => shown.delete(notice))
      notice.addEventListener('click', () => {
        window.focus()
        sessions.choose(sessionId)
        notice.close()
      })
    } catch {
      // Some browsers have notifications for service workers alone; the title has told it.
    }
  }

  /** Whoever looks at the page needs no telling any more. */
  function leave(): void {
    title.none()
    for (const notice of shown) notice.close()
    shown.clear()
  }
}

const isLookedAt = (): boolean => document.visibilityState === 'visible' && document.hasFocus()

/** A number before the page's own title, which the page may change meanwhile. */
function titleCount() {
  let count = 0
  const own = (): string => {
    const prefix = `(${count}) `
    return count > 0 && document.title.startsWith(prefix)
      ? document.title.slice(prefix.length)
      : document.title
  }
  return {
    more(): void {
      const before = own()
      count += 1
      document.title = `(${count}) ${before}`
    },
    none(): void {
      document.title = own()
      count = 0
    },
  }
}
