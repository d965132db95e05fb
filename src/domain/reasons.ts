/** Why something may not be sent, or what we could not find out. The code is for branching, the facts are for the words. */
export const REASON_CODES = [
  'open-session',
  'send-under-way',
  'never-wrote',
  'never-by-operator',
  'not-enabled',
  'blocked',
  'opted-out',
  'consent-missing',
  'cap-reached',
  'quiet-hours',
  'channel-not-on-line',
  'channel-not-on-host',
  'address-malformed',
  'not-operator-of-line',
  'operator-offline',
  'read-only',
  'empty-message',
  'text-too-long',
  'subject-missing',
  'subject-not-taken',
  'template-required',
  'window-over',
  'template-unknown',
  'template-not-taken',
  'variable-missing',
  'variable-wrong',
  'header-too-long',
  'footer-too-long',
  'attachments-not-taken',
  'attachment-format',
  'attachment-empty',
  'attachment-too-large',
  'attachment-gone',
  'attachments-too-large',
  'too-many-attachments',
  'text-with-attachments',
  'blind-copy-not-taken',
  'blind-copy-malformed',
  'tag-missing',
  'field-missing',
  'field-wrong',
  'after-not-offered',
  'risk-not-confirmed',
  'template-rules-not-confirmed',
  'session-closed',
  'session-of-another-operator',
  'no-account',
  // Never given by the rules: what a page takes a code for that it does not know, because its gateway is newer.
  'other',
  // What the person should know before sending; they only ever warn.
  'default-template-first',
  'letters-off',
  'typed-template',
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
  | { readonly kind: 'obtain-consent' }
  /** `whom`: who gives the right, where the workspace says so. */
  | { readonly kind: 'ask-administrator'; readonly whom?: string | undefined }
  | { readonly kind: 'go-online' }
  | { readonly kind: 'shorten'; readonly limit: number }
  | { readonly kind: 'remove-attachment'; readonly name: string }
  /** `name`: which variable or which of the host's fields. */
  | { readonly kind: 'fill'; readonly field: FormPart; readonly name?: string }

/** A part of the form that a remedy leads to. */
export const FORM_PARTS = [
  'text',
  'subject',
  'template',
  'variables',
  'attachments',
  'blind-copy',
  'tags',
  'fields',
  'after',
] as const
export type FormPart = (typeof FORM_PARTS)[number]

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
