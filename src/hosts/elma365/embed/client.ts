/**
 * Firstline's client script for a widget of the ELMA365 / BRIX365 module: paste it whole into the widget's client scripts, with
 * `firstline.js` among the widget's files and `place.html` as its markup. Marks as in `host.d.ts`.
 */

/* oxlint-disable no-unused-vars -- the host calls `onInit` by its name */

// D: the documented form of importing a file. The file exports nothing; it registers the element.
import Firstline from 'firstline.js'

/** To fill in: the module's id, as it stands in the address of its page. */
const MODULE_ID = '00000000-0000-0000-0000-000000000000'

/** To fill in: the workspace's names of records, by the section and the code of their app. */
const RECORD_TYPES: { readonly [app: string]: string } = {
  '_clients/_contacts': 'contact',
}

/** For how long a card may take to show the widget's markup. */
const PATIENCE_MS = 30_000

// The compiler leaves out an import whose name is not used.
void Firstline

/** The host calls it when the widget is opened (C). */
async function onInit(): Promise<void> {
  const item = Context.data.app
  // A card that is not saved yet is nobody's.
  if (item && !item.id) return
  const record = item ? { type: typeOf(item), id: item.id } : null
  const [place, pass] = await Promise.all([placeFor(item ? item.id : ''), passFor(record)])
  if (!place) return
  const element = window.document.createElement('firstline-conversation')
  element.addEventListener('firstline-context-needed', async (event) => {
    const next = await passFor(record)
    if (next) event.detail.use(next.context)
  })
  // Without them the element says that it is not connected.
  if (pass) {
    element.setAttribute('gateway', pass.gateway)
    element.setAttribute('context', pass.context)
  }
  // The word that stood there while the files came.
  place.textContent = ''
  place.append(element)
}

interface RecordOfCard {
  readonly type: string
  readonly id: string
}

function typeOf({ namespace, code }: { readonly namespace: string; readonly code: string }): string {
  const type = RECORD_TYPES[`${namespace}/${code}`]
  if (!type) throw new Error(`Firstline: RECORD_TYPES has no name for the app ${namespace}/${code}.`)
  return type
}

/** Asks the module's method at the page's own origin, in the name of who is signed in; `null`: there is no pass now. */
async function passFor(record: RecordOfCard | null): Promise<{ gateway: string; context: string } | null> {
  const query = record ? `?type=${encodeURIComponent(record.type)}&id=${encodeURIComponent(record.id)}` : ''
  // C: such an address answers the page of somebody who is signed in, without a token.
  const answer = await window
    .fetch(`/api/extensions/${MODULE_ID}/script/context${query}`, { cache: 'no-store' })
    .catch(() => null)
  const told: unknown = answer && answer.ok ? await answer.json().catch(() => null) : null
  if (typeof told !== 'object' || told === null) return null
  const { gateway, context } = told as { readonly gateway?: unknown; readonly context?: unknown }
  return typeof gateway === 'string' && typeof context === 'string' ? { gateway, context } : null
}

/**
 * The markup's empty place for this record. I: whether `onInit` runs before the markup is shown is not documented, so it is waited
 * for; `null` when it does not come.
 */
function placeFor(id: string): Promise<PageElement | null> {
  const find = () =>
    Array.from(window.document.querySelectorAll('[data-firstline]')).find(
      (place) => place.getAttribute('data-firstline') === id && place.childElementCount === 0,
    )
  return new Promise((resolve) => {
    const found = find()
    if (found) return resolve(found)
    const observer = new window.MutationObserver(() => done(find()))
    const late = window.setTimeout(() => done(null), PATIENCE_MS)
    const done = (place: PageElement | null | undefined): void => {
      if (place === undefined) return
      observer.disconnect()
      window.clearTimeout(late)
      resolve(place)
    }
    observer.observe(window.document, { childList: true, subtree: true })
  })
}

/** What is used of the page. The host's compiler knows no page: its names are there once declared (C). */
interface PageElement {
  readonly childElementCount: number
  textContent: string | null
  getAttribute(name: string): string | null
  setAttribute(name: string, value: string): void
  append(child: PageElement): void
  addEventListener(
    name: 'firstline-context-needed',
    listener: (event: { readonly detail: { use(context: string): void } }) => void,
  ): void
}
declare const window: {
  readonly document: {
    createElement(name: string): PageElement
    querySelectorAll(selector: string): ArrayLike<PageElement>
  }
  fetch(
    address: string,
    params: { readonly cache: 'no-store' },
  ): Promise<{ readonly ok: boolean; json(): Promise<unknown> }>
  setTimeout(deed: () => void, ms: number): number
  clearTimeout(timer: number): void
  readonly MutationObserver: new (heard: () => void) => {
    observe(target: object, what: { readonly childList: true; readonly subtree: true }): void
    disconnect(): void
  }
}
