/** One event of a `text/event-stream`, as the sender wrote it. */
export interface SentEvent {
  readonly id: string | null
  readonly event: string
  readonly data: string
}

/**
 * Cuts a stream of text into events (HTML standard, 9.2.6), whatever pieces it comes in. Comments only show that the sender lives:
 * they yield nothing. What stands unfinished at the end is dropped, as the standard says.
 */
export function eventParser(): (chunk: string) => SentEvent[] {
  let rest = ''
  let fields: { id: string | null; event: string; data: string[] } = { id: null, event: '', data: [] }

  function line(text: string, found: SentEvent[]): void {
    if (text === '') {
      if (fields.data.length > 0)
        found.push({ id: fields.id, event: fields.event || 'message', data: fields.data.join('\n') })
      fields = { id: null, event: '', data: [] }
      return
    }
    const colon = text.indexOf(':')
    if (colon === 0) return
    const name = colon < 0 ? text : text.slice(0, colon)
    const value = colon < 0 ? '' : text.slice(colon + 1).replace(/^ /, '')
    if (name === 'id' && !value.includes('\0')) fields.id = value
    if (name === 'event') fields.event = value
    if (name === 'data') fields.data.push(value)
  }

  return (chunk) => {
    const found: SentEvent[] = []
    const text = rest + chunk
    // A carriage return at the very end may be half of a pair: it waits for the next piece.
    const end = text.endsWith('\r') ? text.length - 1 : text.length
    const lines = text.slice(0, end).split(/\r\n|\n|\r/)
    rest = (lines.pop() ?? '') + text.slice(end)
    for (const one of lines) line(one, found)
    return found
  }
}
