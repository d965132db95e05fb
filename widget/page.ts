import './element.ts'
import * as z from 'zod/mini'

/**
 * The widget as a page for an iframe. The context comes in the fragment (`#context=…&locale=…&theme=…`), which no server sees, or
 * by `postMessage` from a page the gateway allows: `{ type: 'firstline-context', context, locale?, theme? }`. When the card needs
 * a context, the page around it gets `{ type: 'firstline-context-needed' }`.
 */
const MessageSchema = z.object({
  type: z.literal('firstline-context'),
  context: z.string().check(z.minLength(1), z.maxLength(8000)),
  locale: z.optional(z.string()),
  theme: z.optional(z.string()),
})

// The page's rule against scripts from text would be tried, and the console would show it.
z.config({ jitless: true })

const card = document.createElement('firstline-conversation')
card.setAttribute('gateway', new URL('..', location.href).href.replace(/\/$/, ''))
card.addEventListener('firstline-context-needed', ask)
addEventListener('hashchange', readFragment)
addEventListener('message', readMessage)
readFragment()
document.body.append(card)
if (!card.hasAttribute('context')) ask()

function readFragment(): void {
  const given = new URLSearchParams(location.hash.slice(1))
  show({ context: given.get('context'), locale: given.get('locale'), theme: given.get('theme') })
  if (!given.has('context')) return
  // A context is a key: it does not stay in the address, where it could be copied from.
  given.delete('context')
  history.replaceState(null, '', `#${given.toString()}`)
}

function readMessage({ origin, source, data }: MessageEvent<unknown>): void {
  if (source !== parent || source === window || !allowedOrigins().includes(origin)) return
  const message = MessageSchema.safeParse(data)
  if (message.success) show(message.data)
}

function show(given: { context: string | null; locale?: string | null; theme?: string | null }): void {
  for (const name of ['locale', 'theme', 'context'] as const) {
    const value = given[name]
    if (value) card.setAttribute(name, value)
  }
  if (given.locale) document.documentElement.lang = given.locale
}

/** Nothing secret is in the question, and who may be around this page the browser has checked. */
function ask(): void {
  if (parent !== window) parent.postMessage({ type: 'firstline-context-needed' }, '*')
}

function allowedOrigins(): string[] {
  const meta = document.querySelector<HTMLMetaElement>('meta[name="firstline-origins"]')
  return meta?.content.split(' ').filter(Boolean) ?? []
}
