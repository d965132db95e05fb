import { html } from 'hono/html'
import type { Html } from '../html.ts'
import type { Visitor } from '../visitor.ts'

/** No page at this address, or its record is gone. */
export function missing({ words }: Visitor): Html {
  return html`<div class="sheet">
    <h1>${words.missing.title}</h1>
    <p>${words.missing.text}</p>
    <p><a class="button" href="/contacts">${words.missing.back}</a></p>
  </div>`
}
