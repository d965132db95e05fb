import * as z from 'zod/mini'
import { read, send } from './ask.ts'

const ContextSchema = z.object({ context: z.string() })
// What the widget brings with its question for another context.
const NeededSchema = z.object({
  use: z.custom<(token: string) => void>((value) => typeof value === 'function'),
})

// How often a card whose plugin did not come looks for it again.
const LOOK_AGAIN_MS = 5000

type Renew = () => Promise<string | null>

/** Loads the plugin's script for its element, renews its context, says so when the plugin does not come, and brings it back. */
export function pluginPlace(place: HTMLElement): void {
  const { type, id, renew: path = '/cards/context' } = place.dataset
  const renew: Renew = async () => {
    const record = type && id ? { type, id } : null
    const answer = ContextSchema.safeParse(await send('POST', path, { record }))
    return answer.success ? answer.data.context : null
  }
  const widget = place.querySelector<HTMLElement>('[data-widget]')
  if (widget instanceof HTMLIFrameElement) renewFrame(widget, renew)
  else if (widget) loadElement(place, widget, renew)
  else if (place.querySelector('[data-plugin-down]:not([hidden])'))
    comeBack(async () => (await renew()) !== null)
}

function loadElement(place: HTMLElement, widget: HTMLElement, renew: Renew): void {
  widget.addEventListener('firstline-context-needed', async (event) => {
    const token = await renew()
    if (token === null) return
    const asked = NeededSchema.safeParse(event instanceof CustomEvent ? event.detail : null)
    if (asked.success) asked.data.use(token)
    else widget.setAttribute('context', token)
  })

  const entry = widget.dataset['entry'] ?? ''
  const script = document.createElement('script')
  script.type = 'module'
  script.src = entry
  script.addEventListener('error', () => {
    widget.hidden = true
    place.querySelector('[data-plugin-down]')?.removeAttribute('hidden')
    comeBack(async () => (await read(entry)) !== null && (await renew()) !== null)
  })
  document.head.append(script)
}

/** Loads the page anew once the plugin is there again, but never under somebody's fingers. */
function comeBack(isThere: () => Promise<boolean>): void {
  const look = async (): Promise<void> => {
    const typing = [...document.querySelectorAll('input')].some(
      ({ type, value }) => type === 'text' && value !== '',
    )
    if (!typing && (await isThere())) location.reload()
    else setTimeout(look, LOOK_AGAIN_MS)
  }
  setTimeout(look, LOOK_AGAIN_MS)
}

const AskSchema = z.object({ type: z.literal('firstline-context-needed') })

/** A frame asks by message and is answered by one, to its own origin only. */
function renewFrame(frame: HTMLIFrameElement, renew: Renew): void {
  const { origin } = new URL(frame.src)
  addEventListener('message', async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return
    if (!AskSchema.safeParse(event.data).success) return
    const context = await renew()
    if (context !== null) frame.contentWindow?.postMessage({ type: 'firstline-context', context }, origin)
  })
}
