import { html } from 'hono/html'
import type { Html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Visitor } from '../visitor.ts'

const LINKS = ['/contacts/c-1', null, '/orders/o-15'] as const

/** What a newcomer does first; closed once, it stays away. */
export function intro({ words: { intro: text }, introClosed }: Visitor): Html {
  if (introClosed) return html``
  return html`<section class="intro" aria-label="${text.label}">
    <div>
      <h2>${text.title}</h2>
      <p>${text.text}</p>
    </div>
    <ol>
      ${text.steps.map(
        ([before, link, after], index) =>
          html`<li>
            ${before}${link && LINKS[index] ? html`<a href="${LINKS[index]}">${link}</a>` : link}${after}
          </li>`,
      )}
    </ol>
    <form method="post" action="/preferences">
      <input type="hidden" name="back" value="/contacts" />
      <button
        class="icon-button"
        name="intro"
        value="closed"
        aria-label="${text.close}"
        title="${text.close}"
      >
        ${icon('close')}
      </button>
    </form>
  </section>`
}
