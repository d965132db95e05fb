import { html } from 'hono/html'
import type { Html } from '../html.ts'
import { icon } from '../icons.ts'
import type { Visitor } from '../visitor.ts'

/** The customer's phone beside a card; the page's own module fills it and keeps it live. */
export function phonePanel(
  { words }: Visitor,
  contact: { readonly id: string; readonly name: string },
): Html {
  const { phone } = words
  const texts = { ...phone, of: '', subject: '', fresh: '' }
  return html`<aside
    class="phone"
    id="phone"
    aria-label="${phone.of(contact.name)}"
    data-phone="${contact.id}"
    data-words="${JSON.stringify(texts)}"
  >
    <header class="phone-head">
      <h2>${phone.title}</h2>
      <button class="icon-button" type="button" data-phone-close aria-label="${phone.close}">
        ${icon('close')}
      </button>
    </header>
    <div class="device">
      <div class="device-top">
        <time data-phone-time></time><span class="device-eye" aria-hidden="true"></span>
      </div>
      <div class="apps" role="tablist" aria-label="${phone.channels}" data-tabs></div>
      <div class="screen" role="tabpanel" tabindex="0" data-screen>
        <p class="screen-address"><bdi data-address></bdi></p>
        <p class="screen-notice" data-notice hidden></p>
        <ol class="texts" aria-label="${phone.messages}" data-texts></ol>
        <p class="screen-empty" data-empty hidden>${phone.empty}</p>
      </div>
      <form class="answer" data-answer>
        <input
          name="text"
          maxlength="2000"
          autocomplete="off"
          aria-label="${phone.write}"
          placeholder="${phone.write}"
          required
        />
        <button class="icon-button" aria-label="${phone.send}">${icon('send')}</button>
      </form>
      <div class="deeds" data-deeds>
        <button type="button" data-deed="read">${phone.read}</button>
        <button type="button" data-deed="block" data-other="unblock"></button>
        <button type="button" data-deed="leave" data-other="return"></button>
      </div>
    </div>
    <p class="said" role="status" data-phone-said></p>
    <p class="empty" data-no-accounts hidden>${phone.noAccounts}</p>
  </aside>`
}

/** Opens the phone where there is no room for it beside the card. */
export function phoneButton({ words }: Visitor): Html {
  return html`<button
    class="button phone-button"
    type="button"
    data-phone-open
    aria-controls="phone"
    aria-expanded="false"
  >
    ${icon('phone')}<span>${words.phone.open}</span><span class="badge" data-phone-badge hidden></span>
  </button>`
}
