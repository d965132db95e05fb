/**
 * How the vendor's own pages show the widget: what the sandbox's card is "as in the host". `session`: an app in a frame that stands
 * on one session, and a place for internal notes beside it.
 */
export interface SessionDesk {
  readonly kind: 'session'
  /** The module of the vendor's page, among the CRM's assets; `null`: it has none. */
  readonly script: string | null
  /** What the frame shows. */
  frame(place: DeskPlace): string
}

/** `link`: the vendor's pages have no place for it, so the tenant's CRM opens the widget as a page of its own. */
interface LinkDesk {
  readonly kind: 'link'
}

/** `module`: a client script of our own in the vendor's card, with the card's item in its context. */
export interface ModuleDesk {
  readonly kind: 'module'
  /** The module of the vendor's page, among the CRM's assets. */
  readonly script: string
  /** Where the widget's files are. */
  readonly folder: string
  /** What the script is told of the record. */
  app(record: DeskRecord): object
  /** What stands on the form. */
  markup(record: DeskRecord): Promise<string>
}

interface DeskRecord {
  readonly type: 'contact' | 'deal' | 'order'
  readonly id: string
}

export type Desk = SessionDesk | ModuleDesk | LinkDesk

export interface DeskPlace {
  readonly gateway: string
  readonly workspace: string
  readonly locale: string
  readonly theme: string
}

/** Where a workspace's app is. */
export function appAddress({ gateway, workspace, locale, theme }: DeskPlace): string {
  return `${gateway}/widget/app/${workspace}?${new URLSearchParams({ locale, theme })}`
}
