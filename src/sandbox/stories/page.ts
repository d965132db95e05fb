import { html } from 'hono/html'
import { STORIES, STORY_GROUPS } from '../../../widget/stories/list.ts'
import type { Locale } from '../../words/index.ts'
import type { Html } from '../crm/html.ts'
import { LOOK_NAMES, LOOKS, pageAddress, storyAddress, type Look } from './look.ts'
import { STORY_WORDS } from './words.ts'

/** The list of all states, the one that is shown, and how it is shown. It works without a script, and quicker with it. */
export function storiesView(locale: Locale, story: string, look: Look): Html {
  const words = STORY_WORDS[locale]
  const which = locale === 'ru' ? 1 : 0
  const title = STORIES[story]?.title[which] ?? story
  return html`<div class="stories" data-stories>
    <nav class="stories-list" aria-label="${words.list}">
      <h1>${words.heading}</h1>
      <p class="quiet">${words.about}</p>
      ${STORY_GROUPS.map(
        (group) =>
          html`<h2>${group.title[which]}</h2>
            <ul>
              ${Object.entries(group.stories).map(
                ([name, one]) =>
                  html`<li>
                    <a
                      href="${pageAddress(name, look)}"
                      data-name="${name}"
                      ${name === story ? html`aria-current="page"` : ''}
                      >${one.title[which]}</a
                    >
                  </li>`,
              )}
            </ul>`,
      )}
    </nav>
    <section class="stories-shown" aria-labelledby="story-title">
      <form method="get" action="/stories" aria-label="${words.look}">
        <input type="hidden" name="story" value="${story}" />
        ${LOOK_NAMES.map(
          (name) =>
            html`<label
              ><span>${words.switches[name]}</span
              ><select name="${name}">
                ${LOOKS[name].map(
                  (value) =>
                    html`<option value="${value}" ${value === look[name] ? 'selected' : ''}>
                      ${words.values[value]}
                    </option>`,
                )}
              </select></label
            >`,
        )}
        <button class="button">${words.show}</button>
      </form>
      <header>
        <h2 id="story-title">${title}</h2>
        <a href="${storyAddress(story, look)}" target="_blank" rel="noopener" data-alone>${words.alone}</a>
      </header>
      <div class="stories-frame" data-width="${look.width}">
        <iframe title="${words.frame(title)}" src="${storyAddress(story, look)}"></iframe>
      </div>
    </section>
  </div>`
}
