import * as z from 'zod/mini'
import { createPinia } from 'pinia'
import { defineCustomElement } from 'vue'
import { FACES, takeFace } from '../shared/face.ts'
import OperationsElement from './OperationsElement.vue'

// The page's content policy forbids code made at run time.
z.config({ jitless: true })

/**
 * Operations as a page, `{gateway}/widget/operations`, for an administrator. The host's page gives the context in the fragment
 * (`#context=…&locale=ru&theme=auto&accent=teal`) or by `postMessage({ type: 'firstline-context', context })`, as an answer to our
 * `{ type: 'firstline-context-needed' }`. Only the page around it is listened to, and only from the workspace's origins.
 */
const ToldSchema = z.object({
  type: z.literal('firstline-context'),
  context: z.string().check(z.minLength(1)),
})

customElements.define(
  'firstline-operations',
  defineCustomElement(OperationsElement, { configureApp: (app) => void app.use(createPinia()) }),
)

const origins = new Set(
  document.querySelector('meta[name="firstline-origins"]')?.getAttribute('content')?.split(' ') ?? [],
)
const element = document.createElement('firstline-operations')
const fragment = new URLSearchParams(location.hash.slice(1))
// This page is {gateway}/widget/operations.
element.setAttribute('gateway', new URL('..', location.href).href.replace(/\/$/, ''))
element.setAttribute('theme', fragment.get('theme') ?? 'auto')
takeFace(element, Object.fromEntries(FACES.map((name) => [name, fragment.get(name)])))
document.documentElement.lang = fragment.get('locale') ?? navigator.language
element.setAttribute('locale', document.documentElement.lang)
const context = fragment.get('context')
if (context) {
  element.setAttribute('context', context)
  // A context is a key: it must not stay in the address, where it would be copied and kept.
  history.replaceState(null, '', location.pathname + location.search)
}

const framed = window.parent !== window
window.addEventListener('message', (event) => {
  if (!framed || event.source !== window.parent || !origins.has(event.origin)) return
  const told = ToldSchema.safeParse(event.data)
  if (told.success) element.setAttribute('context', told.data.context)
})
/** Nothing secret is said, and the browser lets only the workspace's pages frame this one. */
const ask = (): void => {
  if (framed) window.parent.postMessage({ type: 'firstline-context-needed' }, '*')
}
element.addEventListener('firstline-context-needed', ask)
document.body.append(element)
if (!context) ask()
