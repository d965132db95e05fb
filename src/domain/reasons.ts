/** Why something may not be sent, or what we could not find out. The code is for branching, the facts are for the words. */
export const REASON_CODES = [
  'open-session',
  'send-under-way',
  'never-wrote',
  'never-by-operator',
  'not-enabled',
  'blocked',
  'channel-not-on-line',
  'channel-not-on-host',
  'address-malformed',
  'not-operator-of-line',
  'operator-offline',
  'empty-message',
  'text-too-long',
  'subject-missing',
  'subject-not-taken',
  'template-required',
  'session-closed',
  'session-of-another-operator',
  'no-account',
  // Facts the host cannot tell; they only ever warn.
  'operator-status-unknown',
  'wrote-before-unknown',
  'open-session-unknown',
  'enabled-unknown',
  'blocked-unknown',
  'window-unknown',
] as const
export type ReasonCode = (typeof REASON_CODES)[number]

/** The step that would lift a reason; the surfaces make a button or a sentence of it. `null`: nothing the person can do. */
export type Remedy =
  | { readonly kind: 'open-session'; readonly sessionId: string }
  | { readonly kind: 'choose-another' }
  | { readonly kind: 'fix-address'; readonly suggestion: string | null }
  | { readonly kind: 'customer-writes-first' }
  | { readonly kind: 'ask-administrator' }
  | { readonly kind: 'go-online' }
  | { readonly kind: 'shorten'; readonly limit: number }
  | { readonly kind: 'fill'; readonly field: 'text' | 'subject' }

export interface Reason {
  readonly code: ReasonCode
  /** Values for the sentence: names, addresses, times. Never markup. */
  readonly facts: Readonly<Record<string, string | number | null>>
  readonly remedy: Remedy | null
}

/** A reason with no values and no remedy unless given. */
export function reason(code: ReasonCode, remedy: Remedy | null = null, facts: Reason['facts'] = {}): Reason {
  return { code, facts, remedy }
}
