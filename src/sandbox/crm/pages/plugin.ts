import { html } from 'hono/html'
import type { CrmDeps } from '../deps.ts'
import type { Html } from '../html.ts'
import type { Visitor } from '../visitor.ts'

/** What is installed: read from the manifest, as an administrator would see it. */
export function pluginView({ plugin: { manifest }, gateway }: CrmDeps, { words, locale }: Visitor): Html {
  const { plugin } = words
  return html`<article class="sheet">
    <h1>${manifest.title[locale]}<small>${plugin.version} ${manifest.version}</small></h1>
    <p class="lead">${manifest.description[locale]}</p>
    <h2>${plugin.places}</h2>
    <ul>
      ${manifest.widgets.map(
        ({ title, places }) =>
          html`<li>
            <strong>${title[locale]}</strong>:
            ${places
              .map((place) => {
                const where = plugin.place[place.position]
                if (place.position === 'page') return where
                return `${place.records.map((name) => plugin.records[name] ?? name).join(', ')} (${where})`
              })
              .join('; ')}
          </li>`,
      )}
    </ul>
    <h2>${plugin.steps}</h2>
    <ul>
      ${manifest.processActions.map(
        ({ title, description, exits }) =>
          html`<li>
            <strong>${title[locale]}</strong>: ${description[locale]}
            <p class="quiet">${plugin.exits}: ${exits.map((exit) => exit.title[locale]).join(', ')}</p>
          </li>`,
      )}
    </ul>
    <h2>${plugin.settings}</h2>
    <dl>
      ${manifest.settings.map(
        ({ id, title, secret }) =>
          html`<div>
            <dt>${title[locale]}</dt>
            <dd>
              ${secret ? plugin.secret : id === 'gatewayUrl' ? (gateway()?.url ?? plugin.notSet) : 'sandbox'}
            </dd>
          </div>`,
      )}
    </dl>
    <h2>${plugin.permissions}</h2>
    <dl class="permissions">
      ${manifest.permissions.map(
        ({ id, purpose }) =>
          html`<div>
            <dt><code>${id}</code></dt>
            <dd>${purpose[locale]}</dd>
          </div>`,
      )}
    </dl>
  </article>`
}
