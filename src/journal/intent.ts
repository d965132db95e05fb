import type { After } from '../domain/after.ts'
import type { SessionDeed } from '../domain/session-deeds.ts'
import type { FieldValues } from '../domain/start-fields.ts'
import type { FilledTemplate, TypedTemplate } from '../domain/template.ts'
import type { Channel, RecordRef } from '../domain/words.ts'
import type { OutgoingFile } from '../hosts/port.ts'

/** To whom an intention goes, as it was asked. */
export type Aim =
  | { readonly by: 'contact'; readonly contactId: string; readonly address: string | null }
  | { readonly by: 'address'; readonly address: string }
  | { readonly by: 'record'; readonly record: RecordRef }
  | { readonly by: 'session'; readonly sessionId: string }

/** What somebody wanted, complete enough to be carried out by another replica after a crash. */
export interface Intent {
  /** `start`: an operator's first message; `reply`: an answer in an open session; `step`: a process; `deed`: something else in a session. */
  readonly kind: 'start' | 'reply' | 'step' | 'deed'
  /** `null` for a reply and a deed: the session's own line and channel. */
  readonly lineId: string | null
  readonly channel: Channel | null
  readonly aim: Aim
  readonly text: string
  readonly subject: string | null
  /** The author; `null` is the system. */
  readonly operatorId: string | null
  /** What to do when a session is open (R-PROC-4). */
  readonly onOpenSession: 'refuse' | 'write' | 'skip'
  /** Instead of `text`, which is then what the customer will read. */
  readonly template?: FilledTemplate
  readonly typed?: TypedTemplate
  readonly attachments?: readonly OutgoingFile[]
  readonly blindCopy?: readonly string[]
  readonly tags?: readonly string[]
  readonly fields?: FieldValues
  /** Absent: the session goes to its creator, where the host routes at all. */
  readonly after?: After
  /** What is done, for a `deed`; `sent` then says that it is done. A note's words stand in `text`. */
  readonly deed?: SessionDeed
  readonly oneOf?: OneOf
  /** The batch whose row it is, so that it is counted with that one. */
  readonly batchId?: string
  /** The call of the step that gave it out and waits for it. */
  readonly initiative?: string
  /** It goes alone, and still may not leave in quiet hours (R-TIME-2): it repeats a message of a call that had to heed them. */
  readonly heedsHours?: boolean
  /** A message of the customer's since then calls it off while it has not left. */
  readonly offOnReplySince?: string
}

/** One of many messages of a batch: whoever has got one by another row of it gets no second one. */
export interface OneOf {
  readonly batchId: string
  /** Its row in the list, from 1. */
  readonly row: number
}
