import { shallowRef, type ShallowRef } from '@vue/runtime-core'
import type { WireMessage } from '../../../src/wire/schemas.ts'

export type Kinds = typeof import('./index.ts')

const parts: ShallowRef<Kinds | undefined> = shallowRef()

const PARTS = ['template', 'replyTo', 'editedAt', 'deletedAt', 'letter', 'place', 'card', 'link'] as const

/** Is it only a few words, which need nothing but themselves? */
function isPlain(message: WireMessage): boolean {
  return (
    message.kind === 'text' &&
    message.status !== 'failed' &&
    !message.attachments[0] &&
    !PARTS.some((part) => message[part]) &&
    !/\/\/|www\.|@|:\+?\d|\+\d|\p{Extended_Pictographic}/iu.test(message.text)
  )
}

/** What shows this message, for one that is more than words; `undefined`: it is not, or that is not loaded yet. */
export function kindsFor(message: WireMessage): Kinds | undefined {
  if (isPlain(message)) return
  if (!parts.value)
    import('./index.ts').then(
      (loaded) => (parts.value = loaded),
      () => undefined,
    )
  return parts.value
}
