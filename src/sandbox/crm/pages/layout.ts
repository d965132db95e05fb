import { html } from 'hono/html'
import type { CrmDeps } from '../deps.ts'
import { SECTIONS, type Html, type Section } from '../html.ts'
import { STORY_WORDS } from '../../stories/words.ts'
import { icon } from '../icons.ts'
import { THEMES, type Visitor } from '../visitor.ts'
import { toolsDialog } from './tools.ts'

export interface Page {
  readonly title: string
  readonly section: Section | null
  /** Where the page stands, to come back to it after a choice. */
  readonly path: string
  readonly main: Html
  /** Of the CRM's own modules; `page` is always there. */
  readonly scripts?: readonly string[]
}

/** A whole page of the CRM: header with sections, the content, the plugin's name below, the sandbox's tools in a drawer. */
export function layout(deps: CrmDeps, visitor: Visitor, page: Page): Html {
  const { words } = visitor
  const { manifest } = deps.plugin
  const { title, version } = manifest
  return html`<!doctype html>
    <html lang="${visitor.locale}" data-theme="${visitor.theme}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="${visitor.theme === 'auto' ? 'light dark' : visitor.theme}" />
        <title>${page.title} · ${words.brand}</title>
        <link rel="icon" href="/assets/icon.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/assets/page.css" />
        ${['page', ...(page.scripts ?? [])].map(
          (name) => html`<script type="module" src="/assets/${name}.js"></script>`,
        )}
      </head>
      <body>
        <a class="skip" href="#content">${words.skip}</a>
        ${header(visitor, page)}
        <main id="content" tabindex="-1">${page.main}</main>
        <footer class="foot">
          <a href="/plugin"
            >${icon('plug')}<span>${words.plugin.footer(title[visitor.locale], version)}</span></a
          >
          <a href="/stories">${STORY_WORDS[visitor.locale].heading}</a>
        </footer>
        ${toolsDialog(visitor, deps.engine)}
      </body>
    </html>`
}

function header(visitor: Visitor, { section, path }: Page): Html {
  const { words } = visitor
  return html`<header class="head">
    <a class="brand" href="/contacts">
      <span class="brand-mark">${icon('lamp')}</span>
      <span><strong>${words.brand}</strong><small>${words.brandAbout}</small></span>
    </a>
    <nav class="nav" aria-label="${words.nav.label}">
      ${SECTIONS.map(
        (name) =>
          html`<a href="/${name}" ${name === section ? html`aria-current="page"` : ''}
            >${words.nav[name]}</a
          >`,
      )}
    </nav>
    <div class="head-tools">
      <button
        class="icon-button"
        type="button"
        data-opens="tools"
        aria-label="${words.tools.open}"
        title="${words.tools.open}"
      >
        ${icon('flask')}
      </button>
      <form method="post" action="/preferences">
        <input type="hidden" name="back" value="${path}" />
        <button
          class="icon-button"
          name="locale"
          value="${visitor.locale === 'en' ? 'ru' : 'en'}"
          lang="${visitor.locale === 'en' ? 'ru' : 'en'}"
          aria-label="${words.settings.language}"
          title="${words.settings.language}"
        >
          ${words.settings.languageMark}
        </button>
      </form>
      ${whoMenu(visitor, path)}
    </div>
  </header>`
}

function whoMenu(visitor: Visitor, path: string): Html {
  const { operator, words } = visitor
  if (!operator) return html``
  return html`<button
      class="who"
      type="button"
      popovertarget="who"
      aria-label="${words.settings.open(operator.name)}"
    >
      <span class="avatar" data-initials="${initials(operator.name)}"></span>
      <span class="who-name">${operator.name}</span>
      ${icon('chevron')}
    </button>
    <div class="menu" id="who" popover>
      <form method="post" action="/preferences" data-choice>
        <input type="hidden" name="back" value="${path}" />
        <fieldset>
          <legend>${words.settings.who}</legend>
          ${visitor.operators.map(
            ({ id, name, status, readsOnly }) =>
              html`<label class="choice"
                ><input
                  type="radio"
                  name="operator"
                  value="${id}"
                  ${id === operator.id ? 'checked' : ''}
                /><span
                  >${name}<small
                    >${words.settings.statuses[status]}${readsOnly ? ` · ${words.settings.readsOnly}` : ''}</small
                  ></span
                ></label
              >`,
          )}
        </fieldset>
        <fieldset>
          <legend>${words.settings.theme}</legend>
          ${THEMES.map(
            (theme) =>
              html`<label class="choice"
                ><input
                  type="radio"
                  name="theme"
                  value="${theme}"
                  ${theme === visitor.theme ? 'checked' : ''}
                /><span>${words.settings.themes[theme]}</span></label
              >`,
          )}
        </fieldset>
        <button class="button">${words.settings.apply}</button>
      </form>
    </div>`
}

function initials(name: string): string {
  return name
    .split(/\s+/)
    .slice(0, 2)
    .map((part) => [...part][0] ?? '')
    .join('')
}
