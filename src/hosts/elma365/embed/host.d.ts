/**
 * What the host gives a widget's client script, as far as `client.ts` relies on it. Marks as in the fact sheet: D documented by the
 * vendor, C seen in public code, I inferred (check on a tenant). `ViewContext` and `Server` are given too; nothing of them is used.
 */
declare const Context: {
  readonly data: {
    /** C: a property of the widget with the code `app`, bound to the card's item on its form. Not bound: a page without a record. */
    readonly app?: { readonly namespace: string; readonly code: string; readonly id: string } | null
  }
}

/** D: a file of the widget. Ours exports nothing. */
declare module 'firstline.js' {
  const nothing: unknown
  export default nothing
}
