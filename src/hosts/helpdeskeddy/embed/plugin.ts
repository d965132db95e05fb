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

/** Where the app is, from the settings; `null`: the frame says what is missing. */
function addressOfApp(): URL | null {
  const { gateway = '', workspace = '', locale } = HDE.vars
  if (!URL.canParse(gateway) || !/^[\w-]{1,60}$/.test(workspace)) {
    document.body.textContent = navigator.language.startsWith('ru')
      ? 'Firstline: заполните настройки плагина «gateway» и «workspace».'
      : 'Firstline: fill in the settings "gateway" and "workspace" of the plugin.'
    return null
  }
  const address = new URL(`${gateway.replace(/\/+$/, '')}/widget/app/${workspace}`)
  if (locale === 'en' || locale === 'ru') address.searchParams.set('locale', locale)
  return address
}

function begin(): void {
  const address = addressOfApp()
  if (!address) return
  const frame = document.createElement('iframe')
  frame.title = 'Firstline'
  frame.src = address.href
  frame.style.cssText = 'border: 0; inline-size: 100%; block-size: 100%; min-block-size: 480px'

  /** To the app's own origin only. */
  const tell = (): void => {
    const session = ticketShown()
    frame.hidden = session === null
    if (session !== null)
      frame.contentWindow?.postMessage({ type: 'firstline-session', session }, address.origin)
  }
  window.addEventListener('message', (event: MessageEvent<unknown>) => {
    if (event.source !== frame.contentWindow || event.origin !== address.origin) return
    const { data } = event
    const asked = typeof data === 'object' && data !== null && 'type' in data ? data.type : null
    if (asked === 'firstline-session-needed') tell()
  })
  // The agent goes on to another ticket without a new page (C); the app asks from time to time, too.
  HDE.watch('ticketValues', tell)
  const { plugin } = HDE.getState()
  if (plugin) HDE.emit('setPlugin', { ...plugin, showButton: true })
  frame.hidden = ticketShown() === null
  document.body.append(frame)
}

HDE.on('ready', begin)
