import type { BatchState } from '../domain/batch.ts'
import type { Contact } from '../domain/words.ts'
import type { WireDraft } from '../wire/draft.ts'

/** What the use cases refuse on their own: nothing happened, and the code says why. Words for people stand with the gateway. */
class OutboundError extends Error {
  override readonly name: string = 'OutboundError'
  readonly code:
    | 'operation-conflict'
    | 'unknown-operator'
    | 'not-found'
    | 'invalid-body'
    | 'not-supported'
    | 'contact-exists'
    | 'nothing-to-repeat'
    | 'nothing-to-judge'
    | 'draft-conflict'
    | 'session-not-yours'
    | 'read-only'
    | 'session-changed'
    | 'batch-conflict'
    | 'batch-in-progress'
    | 'batch-move-refused'

  constructor(code: OutboundError['code'], message: string) {
    super(message)
    this.code = code
  }
}

/** Another message was asked for under this operation id. */
export class OperationConflict extends OutboundError {
  override readonly name = 'OperationConflict'
  constructor() {
    super('operation-conflict', 'Another message was already asked for under this operation id.')
  }
}

/** The host does not know the operator of the context. */
export class UnknownOperator extends OutboundError {
  override readonly name = 'UnknownOperator'
  constructor() {
    super('unknown-operator', 'The host does not know this operator.')
  }
}

/** R-AFTER-5: nothing that was to happen after sending has failed. */
export class NothingToRepeat extends OutboundError {
  override readonly name = 'NothingToRepeat'
  constructor() {
    super('nothing-to-repeat', 'Nothing that was to happen after this message has failed.')
  }
}

/** R-OPER-2: the session is on a line on which the one who asks does not work. */
export class NotYours extends OutboundError {
  override readonly name = 'NotYours'
  constructor() {
    super('session-not-yours', 'This operator does not work on the line of the session.')
  }
}

/** R-READ-1: the one who asks may read here and write nothing. */
export class ReadOnly extends OutboundError {
  override readonly name = 'ReadOnly'
  /** Who gives the right, as people call them; `null`: an administrator. */
  readonly ask: string | null
  constructor(ask: string | null) {
    super('read-only', 'This operator may read here and write nothing.')
    this.ask = ask
  }
}

/** The session is no more as it was shown to the one who asks: somebody took, closed or reopened it. */
export class SessionChanged extends OutboundError {
  override readonly name = 'SessionChanged'
  constructor() {
    super('session-changed', 'The session has changed since it was shown.')
  }
}

/** R-ONCE-2: what became of it is known, the host is at work on it, or somebody has said otherwise. */
export class NothingToJudge extends OutboundError {
  override readonly name = 'NothingToJudge'
  constructor() {
    super('nothing-to-judge', 'What became of this message is not in question.')
  }
}

/** Another list was sent under this batch id. */
export class BatchConflict extends OutboundError {
  override readonly name = 'BatchConflict'
  constructor() {
    super('batch-conflict', 'Another list was already sent under this batch id.')
  }
}

/** The list of this id is just being received. */
export class BatchInProgress extends OutboundError {
  override readonly name = 'BatchInProgress'
  constructor() {
    super('batch-in-progress', 'The list of this batch is being received at this moment.')
  }
}

/** Pausing, going on, cancelling or trying again is not possible in this state. */
export class BatchMoveRefused extends OutboundError {
  override readonly name = 'BatchMoveRefused'
  readonly state: BatchState
  constructor(state: BatchState) {
    super('batch-move-refused', `That is not possible while the batch is ${state}.`)
    this.state = state
  }
}

/** There is no such contact, session, operation or batch for the one who asks. */
export class NotFound extends OutboundError {
  override readonly name = 'NotFound'
  readonly what: 'contact' | 'session' | 'operation' | 'batch'
  constructor(what: NotFound['what']) {
    super('not-found', `There is no such ${what}.`)
    this.what = what
  }
}

/** The host has no such ability (no search, no creation of contacts). */
export class NotSupported extends OutboundError {
  override readonly name = 'NotSupported'
  constructor(what: string) {
    super('not-supported', `The host cannot ${what}.`)
  }
}

/** R-FIND-2: somebody has this address already; offer that contact. */
export class ContactExists extends OutboundError {
  override readonly name = 'ContactExists'
  readonly contact: Contact | null
  constructor(contact: Contact | null) {
    super('contact-exists', 'There is a contact with this address already.')
    this.contact = contact
  }
}

/** Another tab has saved since the version on which this save builds; nothing was overwritten. */
export class DraftConflict extends OutboundError {
  override readonly name = 'DraftConflict'
  readonly newer: WireDraft
  constructor(newer: WireDraft) {
    super('draft-conflict', 'The draft was changed somewhere else meanwhile.')
    this.newer = newer
  }
}

export interface FieldError {
  /** Where in the body or the query: `to.contactId`. */
  readonly path: string
  readonly message: string
}

/** The request is of the right shape, but names things that are not there or cannot be. */
export class InvalidInput extends OutboundError {
  override readonly name = 'InvalidInput'
  readonly fields: readonly FieldError[]
  readonly place: 'body' | 'query'
  constructor(fields: readonly FieldError[], place: InvalidInput['place'] = 'body') {
    super('invalid-body', fields.map(({ path, message }) => `${path}: ${message}`).join('; '))
    this.fields = fields
    this.place = place
  }
}
