import { shallowRef } from '@vue/runtime-core'

const NAME = 'firstline-enter-sends'

/** Does Enter alone send? As this person chose in this browser; every card on the page goes by it. */
export const enterSends = shallowRef(remembered())

export function setEnterSends(sends: boolean): void {
  enterSends.value = sends
  try {
    localStorage.setItem(NAME, String(sends))
  } catch {
    // A page that gives its frames no storage forgets it with the page.
  }
}

// Another tab of the same person.
globalThis.addEventListener?.('storage', ({ key, newValue }) => {
  if (key === NAME) enterSends.value = newValue === 'true'
})

function remembered(): boolean {
  try {
    return localStorage.getItem(NAME) === 'true'
  } catch {
    return false
  }
}

/** Is this key press a wish to send? Never while an input method is composing a word, and never with Shift. */
export function sends(event: KeyboardEvent): boolean {
  // While composing, some browsers say only the old code of "being processed".
  if (event.key !== 'Enter' || event.isComposing || event.keyCode === 229) return false
  if (event.shiftKey || event.altKey) return false
  return event.ctrlKey || event.metaKey || enterSends.value
}
