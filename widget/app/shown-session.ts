import { onScopeDispose, shallowRef, type ShallowRef } from '@vue/runtime-core'
import * as z from 'zod/mini'

/** What a script of the place (`place.ts`, or the host's own) tells on the document. */
const ToldSchema = z.object({ session: z.string().check(z.minLength(1)) })

/** Which session the host's page shows, as it calls it; `null` until it says so. It is a wish: the gateway checks it. */
export function useShownSession(): Readonly<ShallowRef<string | null>> {
  const shown = shallowRef<string | null>(null)
  const hear = (event: Event): void => {
    const told = ToldSchema.safeParse(event instanceof CustomEvent ? event.detail : null)
    if (told.success) shown.value = told.data.session
  }
  document.addEventListener('firstline-session', hear)
  onScopeDispose(() => document.removeEventListener('firstline-session', hear))
  return shown
}
