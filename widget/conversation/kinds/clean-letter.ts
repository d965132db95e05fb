import createPurifier from 'dompurify'
import { safeLink, safeSource } from './safe-address.ts'

/** The body of a letter as it may be shown, and how many of its pictures were left out. */
export interface CleanLetter {
  readonly body: DocumentFragment
  readonly hiddenPictures: number
}

/** What letters are written with; whatever else there is falls away and leaves its words. */
const TAGS =
  'a b blockquote br code div em h1 h2 h3 hr i li ol p pre s span strong table tbody td th thead tr u ul'.split(
    ' ',
  )
/** Tables of letters are mostly their layout; these two keep those readable that are not. */
const ATTRIBUTES = ['href', 'title', 'colspan', 'rowspan']
const LEADS = /^(?:https?|mailto|tel):/i

/** An instance of our own: what a page around us has set for its own is not ours. */
const purifier = createPurifier(window)

/**
 * Makes the HTML of a letter harmless: no scripts, styles, forms or frames, and nothing that is fetched, except pictures when these
 * are asked for.
 */
export function cleanLetter(html: string, withPictures: boolean): CleanLetter {
  const body = purifier.sanitize(html, {
    ALLOWED_TAGS: [...TAGS, 'img'],
    ALLOWED_ATTR: [...ATTRIBUTES, 'src', 'alt', 'width', 'height'],
    ALLOWED_URI_REGEXP: LEADS,
    // Numbers lead nowhere, and would fall away as what is no address.
    ADD_URI_SAFE_ATTR: ['width', 'height', 'colspan', 'rowspan'],
    ALLOW_DATA_ATTR: false,
    ALLOW_ARIA_ATTR: false,
    ALLOW_UNKNOWN_PROTOCOLS: false,
    SANITIZE_NAMED_PROPS: true,
    RETURN_DOM_FRAGMENT: true,
  })
  for (const link of body.querySelectorAll('a')) straighten(link)
  return { body, hiddenPictures: pictures(body, withPictures) }
}

/** A link leads where it says: one that shows another address than its own shows its own beside it. */
function straighten(link: HTMLAnchorElement): void {
  const href = safeLink(link.getAttribute('href')?.trim())
  if (href === null) return link.replaceWith(...link.childNodes)
  link.href = href
  link.target = '_blank'
  link.rel = 'noopener noreferrer nofollow'
  link.title = href
  const { host, pathname } = new URL(href)
  const place = host || pathname
  const said = link.textContent.trim()
  const saysAnAddress = /(?:^|\s)(?:[a-z]+:\/\/)?[\p{L}\d-]+(?:\.[\p{L}\d-]+)+/iu.test(said)
  if (saysAnAddress && !said.toLowerCase().includes(place)) link.after(` (${place})`)
}

/** One that nobody can see is there to tell its sender that the letter is read: it is never fetched, whoever asks for pictures. */
function onlySpies(picture: HTMLImageElement): boolean {
  const side = (name: string): number => Number.parseFloat(picture.getAttribute(name) ?? '')
  return side('width') <= 2 && side('height') <= 2
}

function pictures(body: DocumentFragment, withPictures: boolean): number {
  let hidden = 0
  for (const picture of body.querySelectorAll('img')) {
    const source = onlySpies(picture) ? null : safeSource(picture.getAttribute('src'))
    const words = picture.alt.trim()
    if (source !== null && withPictures) {
      picture.src = source
      picture.referrerPolicy = 'no-referrer'
      continue
    }
    if (source !== null) hidden += 1
    picture.replaceWith(words === '' ? '' : `[${words}]`)
  }
  return hidden
}
