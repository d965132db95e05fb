import type { Standing } from './standing.ts'
import { wordsIn, type Named } from './words.ts'

export interface TroubleOptions {
  readonly named: Named
  readonly locale: string | undefined
  /** The app's own address, for a tab of its own. */
  readonly address: string
  again(): void
}

export interface Trouble {
  readonly element: HTMLElement
  /** Says why the app has not come. */
  tell(standing: Standing): void
}

/** What stands in the place of an app that did not come: what is wrong, who can mend it, and another try. */
export function troubleInstead({ named, locale, address, again }: TroubleOptions): Trouble {
  const words = wordsIn(locale)
  const element = document.createElement('section')
  element.hidden = true
  // Heard when it appears, and a status that was hidden is not.
  element.setAttribute('role', 'alert')
  const [heading, wrong, remedy] = [
    element.appendChild(document.createElement('h1')),
    paragraph(),
    paragraph(),
  ]
  const button = document.createElement('button')
  button.textContent = words.again
  button.addEventListener('click', again)
  const link = document.createElement('a')
  Object.assign(link, { href: address, target: '_blank', rel: 'noopener', textContent: words.open })
  element.append(wrong, remedy, button, link)
  return {
    element,
    tell(standing) {
      heading.textContent = words.heading
      ;[wrong.textContent, remedy.textContent] = words.why[standing](named)
      // Nobody is sent to an address that answers nobody.
      link.hidden = standing !== 'ready'
    },
  }
}

const paragraph = (): HTMLElement => document.createElement('p')
