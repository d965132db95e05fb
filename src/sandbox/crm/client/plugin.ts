import * as z from 'zod/mini'
import { send } from './ask.ts'

const ContextSchema = z.object({ context: z.string() })
// What the widget brings with its question for another context.
const NeededSchema = z.object({
  use: z.custom<(token: string) => void>((value) => typeof value === 'function'),
})

/** Loads the plugin's script for its element, renews its context, and says so when the plugin does not come. */
export function pluginPlace(place: HTMLElement): void {
  const widget = place.querySelector<HTMLElement>('[data-widget]')
  if (!widget) return
  const { type, id, entry } = widget.dataset
  const renew = async (): Promise<string | null> => {
    const answer = ContextSchema.safeParse(await send('POST', '/cards/context', { record: { type, id } }))
    return answer.success ? answer.data.context : null
  }

  widget.addEventListener('firstline-context-needed', async (event) => {
    const token = await renew()
    if (token === null) return
    const asked = NeededSchema.safeParse(event instanceof CustomEvent ? event.detail : null)
    if (asked.success) asked.data.use(token)
    else widget.setAttribute('context', token)
  })

  if (widget instanceof HTMLIFrameElement) renewFrame(widget, renew)
  if (entry === undefined) return
  const script = document.createElement('script')
  script.type = 'module'
  script.src = entry
  script.addEventListener('error', () => {
    widget.hidden = true
    place.querySelector('[data-plugin-down]')?.removeAttribute('hidden')
  })
  document.head.append(script)
}

const AskSchema = z.object({ type: z.literal('firstline-context-needed') })

/** A frame asks by message and is answered by one, to its own origin only. */
function renewFrame(frame: HTMLIFrameElement, renew: () => Promise<string | null>): void {
  const { origin } = new URL(frame.src)
  addEventListener('message', async (event) => {
    if (event.source !== frame.contentWindow || event.origin !== origin) return
    if (!AskSchema.safeParse(event.data).success) return
    const context = await renew()
    if (context !== null) frame.contentWindow?.postMessage({ type: 'firstline-context', context }, origin)
  })
}
