/**
 * What the nearest open peer weighs, to set our sizes beside: Chatwoot 4.15.1 (commit 97bb8ecd), production build, script through gzip
 * at level 9, whole import closures; measured once, in November 2026, in KiB. Its run time and long lists were not measured.
 */
const KB_OF_KIB = 1.024

export const PEER = {
  /** Its customer widget: what a page loads that shows one conversation (15 files). */
  widget: { name: 'Chatwoot’s customer widget', kB: 336 * KB_OF_KIB },
  /** Its form for a new conversation alone, as an entry of its own with Vue and without words; in the product it comes with 4,683 KiB. */
  form: { name: 'Chatwoot’s compose form alone', kB: 411 * KB_OF_KIB },
} as const
