import * as z from 'zod/mini'
import { whileLookedAt } from './while-looked-at.ts'

/**
 * The script of a place whose page speaks our words: it tells `{ type: 'firstline-session', session }` by `postMessage`, whenever
 * it shows another session and as an answer to our `{ type: 'firstline-session-needed' }`.
 */
const ToldSchema = z.object({ type: z.literal('firstline-session'), session: z.string() })

const origins = new Set(
  document.querySelector('meta[name="firstline-origins"]')?.getAttribute('content')?.split(' ') ?? [],
)

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || !origins.has(event.origin)) return
  const told = ToldSchema.safeParse(event.data)
  if (!told.success) return
  const { session } = told.data
  document.dispatchEvent(new CustomEvent('firstline-session', { detail: { session } }))
})

// Nothing secret is said, so whoever frames the page may hear it.
whileLookedAt(() => window.parent.postMessage({ type: 'firstline-session-needed' }, '*'))
