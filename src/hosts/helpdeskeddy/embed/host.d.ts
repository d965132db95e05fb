/**
 * The plugin object, as far as `plugin.ts` relies on it. All of it was seen in public plugins (C, facts 7.1); the vendor's own pages
 * for developers are not public. `ajax` and `webhook` are there too and not used: see the README.
 */
declare const HDE: {
  on(event: 'ready', heard: () => void): void
  getState(): {
    /** Of the ticket that is shown. */
    readonly ticketId?: number | string | null
    /** `create` on the form of a new ticket. */
    readonly formType?: string
    readonly plugin?: { readonly [setting: string]: unknown }
  }
  watch(what: 'ticketValues' | 'plugin', heard: () => void): void
  emit(event: 'setPlugin', plugin: { readonly [setting: string]: unknown }): void
  /** The host's server asks an address. With `auth` it would use a stored key, which is never asked for here. */
  request(asked: { readonly url: string; readonly method: 'GET' }): Promise<{ readonly data: unknown }>
  /** The plugin's settings, filled in by an administrator. */
  readonly vars: { readonly gateway?: string; readonly workspace?: string; readonly locale?: string }
}
