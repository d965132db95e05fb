import { watchSilence } from './silence.ts'
import { askStanding } from './standing.ts'
import { troubleInstead } from './trouble.ts'
import { wordsIn } from './words.ts'

/**
 * Firstline's script for a plugin of HelpDeskEddy / EddyDesk: it shows `{gateway}/widget/app/{workspace}` in the plugin's frame and
 * tells it which ticket is open. It holds no key and proves nobody: the person signs in there by a note in the ticket. Marks as in
 * `host.d.ts`.
 */

/** The ticket that is shown; `null` on the form of a new one, which has no number yet. */
function ticketShown(): string | null {
  const { ticketId, formType } = HDE.getState()
  if (formType === 'create' || ticketId === undefined || ticketId === null) return null
  const name = String(ticketId)
  return /^[1-9]\d{0,15}$/.test(name) ? name : null
}

interface Settings {
  /** Without a slash at its end. */
  readonly gateway: string
  readonly workspace: string
  readonly locale: string | undefined
}

/** What the administrator has filled in; `null`: the frame says what is missing. */
function settings(): Settings | null {
  const { gateway = '', workspace = '', locale } = HDE.vars
  if (URL.canParse(gateway) && /^[\w-]{1,60}$/.test(workspace))
    return { gateway: gateway.replace(/\/+$/, ''), workspace, locale }
  document.body.textContent = wordsIn(locale).unfilled
  return null
}

function begin(): void {
  const chosen = settings()
  if (!chosen) return
  const { gateway, workspace, locale } = chosen
  const address = new URL(`${gateway}/widget/app/${workspace}`)
  if (locale === 'en' || locale === 'ru') address.searchParams.set('locale', locale)
  const frame = document.createElement('iframe')
  frame.title = 'Firstline'
  frame.style.cssText = 'border: 0; inline-size: 100%; block-size: 100%; min-block-size: 480px'

  let silent = false
  let tries = 0
  const trouble = troubleInstead({
    named: { gateway, workspace, page: window.location.origin },
    locale,
    address: address.href,
    again: () => load(),
  })
  /** The app, or why it has not come; on the form of a new ticket neither. */
  const show = (): void => {
    const none = ticketShown() === null
    frame.hidden = none || silent
    trouble.element.hidden = none || !silent
  }
  const silence = watchSilence(frame, () => {
    silent = true
    show()
  })
  /** Whatever the gateway answers to the host, the frame is tried: it may be one that only browsers reach. */
  function load(): void {
    silent = false
    frame.src = address.href
    silence.begin()
    show()
    void diagnose()
  }
  async function diagnose(): Promise<void> {
    const mine = ++tries
    trouble.tell('not-told')
    const standing = await askStanding(gateway, workspace)
    if (mine === tries) trouble.tell(standing)
  }

  /** To the app's own origin only. */
  const tell = (): void => {
    const session = ticketShown()
    show()
    if (session !== null)
      frame.contentWindow?.postMessage({ type: 'firstline-session', session }, address.origin)
  }
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== address.origin) return
    const { data } = event
    const asked = typeof data === 'object' && data !== null && 'type' in data ? data.type : null
    if (asked !== 'firstline-session-needed') return
    // However late it speaks, it is there.
    silent = false
    silence.end()
    tell()
  })
  // The agent goes on to another ticket without a new page (C); the app asks from time to time, too.
  HDE.watch('ticketValues', tell)
  const { plugin } = HDE.getState()
  if (plugin) HDE.emit('setPlugin', { ...plugin, showButton: true })
  load()
  document.body.append(frame, trouble.element)
}

HDE.on('ready', begin)
