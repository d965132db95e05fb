import * as z from 'zod/mini'
import './element.ts'
import { FACES, takeFace, type Face } from './shared/face.ts'

/**
 * The card as a page for an iframe. The page around it gives the context in the fragment (`#context=…&locale=ru&theme=auto&density=compact`) or by
 * `postMessage({ type: 'firstline-context', context })`, as an answer to our `{ type: 'firstline-context-needed' }`: said at the
 * start when there is none yet, and when it runs out. Only the parent is listened to, and only from the workspace's origins.
 */
const ToldSchema = z.object({
  type: z.literal('firstline-context'),
  context: z.string().check(z.minLength(1)),
  locale: z.optional(z.string()),
  theme: z.optional(z.enum(['light', 'dark', 'auto'])),
  density: z.optional(z.enum(['comfortable', 'compact'])),
  accent: z.optional(z.string()),
  radius: z.optional(z.string()),
  font: z.optional(z.string()),
})

const origins = new Set(
  document.querySelector('meta[name="firstline-origins"]')?.getAttribute('content')?.split(' ') ?? [],
)
const element = document.createElement('firstline-conversation')
// This page is {gateway}/widget/conversation.
element.setAttribute('gateway', new URL('..', location.href).href.replace(/\/$/, ''))
element.setAttribute('theme', 'auto')

const ATTRIBUTES = ['locale', 'theme', 'density', 'context'] as const

type Attributes = Partial<Record<(typeof ATTRIBUTES)[number], string | null | undefined>>
function take(part: Attributes & Face): void {
  takeFace(element, part)
  for (const name of ATTRIBUTES) {
    const value = part[name]
    if (value) element.setAttribute(name, value)
  }
  if (part.locale) document.documentElement.lang = part.locale
}

const fragment = new URLSearchParams(location.hash.slice(1))
take(Object.fromEntries([...ATTRIBUTES, ...FACES].map((name) => [name, fragment.get(name)])))
// A context is a key: it must not stay in the address, where it would be copied and kept.
if (fragment.has('context')) history.replaceState(null, '', location.pathname + location.search)

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || !origins.has(event.origin)) return
  const told = ToldSchema.safeParse(event.data)
  if (told.success) take(told.data)
})
/** Nothing secret is said, so whoever frames the page may hear it; the browser lets only the workspace's pages frame it. */
const ask = (): void => window.parent.postMessage({ type: 'firstline-context-needed' }, '*')

element.addEventListener('firstline-context-needed', ask)
// There is no host's page whose font could be taken over.
document.body.style.fontFamily = 'system-ui, sans-serif'
document.body.append(element)
if (!element.hasAttribute('context')) ask()
