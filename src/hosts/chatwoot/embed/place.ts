import * as z from 'zod/mini'

/**
 * The place of a dashboard app (facts, 7): the host's page sends `appContext` to every frame as a string, when the frame has loaded
 * and when it is asked. Nothing signs it, so nothing of it is believed: of it all only the conversation's number is taken, as a wish
 * that the gateway checks. Who the contact and the agent are, it is not asked.
 */
const AppContextSchema = z.object({
  event: z.literal('appContext'),
  data: z.object({ conversation: z.object({ id: z.number() }) }),
})

/** Until a version after 4.15.1 the host says nothing when another conversation is opened under the frame (facts, 7). */
const EVERY_MS = 2000

const origins = new Set(
  document.querySelector('meta[name="firstline-origins"]')?.getAttribute('content')?.split(' ') ?? [],
)

window.addEventListener('message', (event) => {
  if (event.source !== window.parent || !origins.has(event.origin) || typeof event.data !== 'string') return
  const told = AppContextSchema.safeParse(parsed(event.data))
  if (!told.success) return
  const session = String(told.data.data.conversation.id)
  document.dispatchEvent(new CustomEvent('firstline-session', { detail: { session } }))
})

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    // Other scripts on the host's page speak in words of their own.
    return null
  }
}

// The host looks at neither origin nor source (facts, 7), and there is nothing secret in the question.
const ask = (): void => window.parent.postMessage('chatwoot-dashboard-app:fetch-info', '*')
const askIfSeen = (): void => {
  if (document.visibilityState === 'visible') ask()
}
setInterval(askIfSeen, EVERY_MS)
document.addEventListener('visibilitychange', askIfSeen)
// Before somebody acts on what stands here, it is to be the right one.
window.addEventListener('focus', ask)
document.documentElement.addEventListener('pointerenter', ask)
ask()
