/** What stands in the field that an event came from. Vue's own v-model would bring four directives into the card for it. */
export function typed(event: Event): string {
  const field = event.target
  const isField =
    field instanceof HTMLInputElement ||
    field instanceof HTMLTextAreaElement ||
    field instanceof HTMLSelectElement
  return isField ? field.value : ''
}
