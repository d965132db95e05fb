import { html, raw } from 'hono/html'
import { channelName } from '../../../words/index.ts'
import { WORKSPACE_ID } from '../../dialects/dialect.ts'
import type { Desk, ModuleDesk, SessionDesk } from '../../dialects/desk.ts'
import type { StoreView } from '../../engine/index.ts'
import type { CrmDeps, GatewayAccess } from '../deps.ts'
import type { Html } from '../html.ts'
import { icon } from '../icons.ts'
import type { CardRecord } from '../records.ts'
import type { Visitor } from '../visitor.ts'

type Contact = StoreView['contacts'][number]

/** The number that stands in an id of the store, as the vendors of the sandbox show it. */
const numberIn = (id: string): string => id.replace(/^\D+/, '')

/** The plugin as the vendor's own pages have it. */
export function deskView(
  deps: CrmDeps,
  visitor: Visitor,
  desk: Desk,
  gateway: GatewayAccess,
  record: CardRecord,
): Html {
  const { contact } = record
  if (desk.kind === 'module') return moduleDesk(desk, record)
  if (!contact) return html``
  if (desk.kind === 'session') return sessionDesk(deps, visitor, desk, gateway, contact)
  const { words } = visitor
  return html`<div class="down">
    ${icon('plug')}
    <h2>${words.desk.noPlace}</h2>
    <p>${words.desk.noPlaceWhy}</p>
    <p>
      <a class="button primary" href="/contacts/${contact.id}/open" target="_blank">${words.desk.open}</a>
    </p>
  </div>`
}

/** A widget of the vendor's module on the form of the card. */
function moduleDesk(desk: ModuleDesk, { type, id }: CardRecord): Html {
  const app = JSON.stringify(desk.app({ type, id }))
  return html`<div class="desk-module" data-module="${desk.folder}" data-app="${app}">
    ${desk.markup({ type, id }).then(raw)}
  </div>`
}

/** The customer's sessions with the plugin's frame on the one that is open, as the vendor's own page has it. */
function sessionDesk(
  { engine }: CrmDeps,
  visitor: Visitor,
  desk: SessionDesk,
  gateway: GatewayAccess,
  contact: Contact,
): Html {
  const { words, operator, locale, theme } = visitor
  const sessions = engine.store.sessions
    .filter(({ contactId }) => contactId === contact.id)
    .toSorted((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt))
  if (sessions.length === 0) return html`<p class="empty desk-empty">${words.desk.none}</p>`
  const place = { gateway: gateway.url, workspace: WORKSPACE_ID, locale, theme }
  return html`<div
    class="desk"
    data-desk
    data-contact="${numberIn(contact.id)}"
    data-contact-name="${contact.name}"
    data-agent="${numberIn(operator?.id ?? '')}"
    data-agent-name="${operator?.name ?? ''}"
    data-agent-email="${operator?.email ?? ''}"
  >
    <div class="desk-sessions" role="group" aria-label="${words.desk.sessions}">
      ${sessions.map(
        ({ id, channel, state }, index) =>
          html`<button
            type="button"
            data-session="${numberIn(id)}"
            data-id="${id}"
            ${index === 0 ? html`aria-current="true"` : ''}
          >
            <strong>№ ${numberIn(id)}</strong> ${channelName(channel, locale)}
            <small>${words.desk.states[state]}</small>
          </button>`,
      )}
    </div>
    <iframe class="widget-frame" title="Firstline" src="${desk.frame(place)}"></iframe>
    <form class="desk-note" data-note>
      <label for="note">${words.desk.note}</label>
      <input id="note" name="text" maxlength="2000" autocomplete="off" required />
      <button class="icon-button" aria-label="${words.desk.write}">${icon('send')}</button>
      <ul data-notes role="status"></ul>
    </form>
  </div>`
}
