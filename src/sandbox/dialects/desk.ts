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

export type Desk = SessionDesk

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
