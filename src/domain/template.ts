/** A text approved by the channel's owner (R-TPL-*). Its own words cannot be edited, only its variables filled. */
export interface Template {
  readonly id: string
  readonly name: string
  /** BCP 47, as the host writes it. */
  readonly language: string | null
  readonly category: string | null
  /** Texts with `{{name}}` where a variable stands; `null` where the template has no such part. */
  readonly header: string | null
  readonly body: string
  readonly footer: string | null
  /** Every variable must be filled; header and URL-button variables count too (R-TPL-5). */
  readonly variables: readonly TemplateVariable[]
}

export interface TemplateVariable {
  /** Unique in the template, as in its texts. */
  readonly name: string
  readonly part: 'header' | 'body' | 'button'
  readonly kind: 'text' | 'date' | 'list'
  /** The values to choose from, for `list`. */
  readonly choices: readonly string[]
  readonly example: string | null
}

/** A template with its variables filled, as it goes to the host. */
export interface FilledTemplate {
  readonly id: string
  readonly variables: Readonly<Record<string, string>>
}
