import type { Attachment, Message, Session } from './types.ts'

/** What may go with a text by the company. */
export interface Extras {
  /** Files kept by the engine (`keepFile`), or others by their address. */
  readonly attachments?: readonly Attachment[]
  /** Those of the attachments that the vendor's provider passes on; absent: all. */
  readonly arriving?: readonly Attachment[]
  /** The message is a template; absent or `null`: free text. */
  readonly template?: TemplateParts | null
  /** Mailboxes that get the letter too, unseen by the others. */
  readonly blindCopy?: readonly string[]
  /** Why it fails before it reaches the network: what only this vendor's provider asks for. */
  readonly providerRefuses?: Message['failure']
  /** It stands in the session and is never handed to the network. */
  readonly withheld?: boolean
  /** Added to those of the session. */
  readonly tags?: readonly string[]
  /** The host's own fields, added to those of the session. */
  readonly fields?: Session['fields']
}

/** A template's parts as the customer sees them. `body` absent: the whole text. `approved` absent: it is. */
export interface TemplateParts {
  readonly approved?: boolean
  readonly header?: string | null
  readonly body?: string
  readonly footer?: string | null
  readonly buttons?: readonly { readonly text: string; readonly url: string | null }[]
}

/** The extras as a message keeps them. */
export function keptExtras(
  text: string,
  { attachments = [], template = null, blindCopy = [] }: Extras,
): Pick<Message, 'attachments' | 'template' | 'blindCopy'> {
  return {
    attachments: attachments.map(({ name, url, size, type }) => ({ name, url, size, type })),
    template: template && {
      approved: template.approved ?? true,
      header: template.header ?? null,
      body: template.body ?? text,
      footer: template.footer ?? null,
      buttons: structuredClone([...(template.buttons ?? [])]),
    },
    blindCopy: [...blindCopy],
  }
}

/** Tags and fields stay with the session. */
export function noteOnSession(session: Session, { tags = [], fields = {} }: Extras): void {
  session.tags = [...new Set([...session.tags, ...tags])]
  session.fields = { ...session.fields, ...fields }
}
