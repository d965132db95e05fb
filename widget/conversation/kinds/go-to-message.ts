import type { InjectionKey } from '@vue/runtime-core'

/** Shows a message of the conversation, loading what stands around it; provided by the list, where it can. */
export const goToMessageKey: InjectionKey<
  (message: { readonly sessionId: string; readonly messageId: string }) => void
> = Symbol('go to a message')
