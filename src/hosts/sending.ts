import type { FieldValues } from '../domain/start-fields.ts'
import type { FilledTemplate, TypedTemplate } from '../domain/template.ts'
import type { Channel, Line } from '../domain/words.ts'

/** One message on its way to the host, all of it checked by the rules. */
export interface SendRequest {
  /** Names this one intention towards the host; `find` looks for it. The same for every try. */
  readonly mark: string
  readonly line: Line
  /** Empty when the session we answer in is bound to nobody. */
  readonly contactId: string
  readonly channel: Channel
  readonly address: string
  /** The open session to write into, or `null` to start one. */
  readonly sessionId: string | null
  /** Who is the author, where the host lets us choose; `null` is the system. */
  readonly operatorId: string | null
  readonly subject: string | null
  readonly text: string
  /** Instead of free text; `text` is then what the customer will read, for the journal. */
  readonly template?: FilledTemplate
  /** A template typed by hand; its body is `text` (R-TPL-3). Only where the channel's policy says `typed`. */
  readonly typed?: TypedTemplate
  readonly tags?: readonly string[]
  /** In the order in which they were attached. Only where the channel's policy takes them. */
  readonly attachments?: readonly OutgoingFile[]
  readonly blindCopy?: readonly string[]
  /** The host's own fields by id, checked against `startFields`. Only for a new session. */
  readonly fields?: FieldValues
  /** When the intention was planned, by our clock: `find` looks no further back. Absent: as far back as it can. */
  readonly plannedAt?: string
}

/** A file that goes with a message; its bytes are read by id. `size` in bytes. */
export interface OutgoingFile {
  readonly id: string
  readonly name: string
  readonly type: string
  readonly size: number
}

/** The files of a request, kept by us until they have left. */
export interface Files {
  /** @throws HostError `bad-request` (nothing happened) when it is not kept any more. */
  read(id: string): Promise<Uint8Array<ArrayBuffer>>
  /** An address under which the host can fetch it for some days, for hosts that take files by address. */
  link(file: OutgoingFile): Promise<string>
}

/** How sure we can be after a lost answer (design, section 4). */
export type Certainty = 'idempotent' | 'findable' | 'blind'

/** What the host answered to a send that it accepted. JSON, at most a few hundred bytes. */
export interface Receipt {
  /** Helps `find`. */
  readonly reference: string
  /** Where it stands, when the answer itself says that it was sent: then there is nothing left to find. */
  readonly sent?: { readonly sessionId: string | null; readonly messageId: string | null }
}

/** A message in a conversation. */
export interface MessagePlace {
  readonly sessionId: string
  readonly messageId: string
}

/** What the host knows of one intention. */
export type Finding =
  /** Proof that the host never accepted it. */
  | { readonly state: 'absent' }
  /** Accepted, still at work: ask again. */
  | { readonly state: 'pending'; readonly reference: string }
  /**
   * Sent from the host's point of view. `places`: where it may stand, the likeliest first, on a host that knows the intention but not
   * its message, which only the words can tell. Absent: there, for certain.
   */
  | {
      readonly state: 'sent'
      readonly sessionId: string | null
      readonly messageId: string | null
      readonly places?: readonly MessagePlace[]
    }
  /**
   * `code`: why, where the host tells and we have a word for it (R-ERR-2); `text`: in the host's own words. `places`: where the
   * conversation shows it all the same; several where only the words can tell. Absent: nowhere, as far as the host tells.
   */
  | {
      readonly state: 'failed'
      readonly text: string
      readonly code?: string
      readonly places?: readonly MessagePlace[]
    }
  /** The host cannot tell. */
  | { readonly state: 'unknowable' }

/** Gives messages to the host, and finds out what became of them. */
export interface Sender {
  readonly certainty: Certainty
  /** One try, never repeated inside. Resolves when the host has accepted. A thrown `HostError` tells if it may have happened. */
  send(request: SendRequest): Promise<Receipt>
  /** What became of the intention named by `request.mark`. */
  find(request: SendRequest, receipt: Receipt | null): Promise<Finding>
}
