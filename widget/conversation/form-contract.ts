import type { Channel } from '../../src/domain/words.ts'

/** What is known when the form opens; `null`: nothing. A draft gives the rest. A line alone narrows where to write. */
export interface FormStart {
  readonly lineId: string | null
  readonly channel: Channel | null
  readonly address: string | null
  readonly text: string | null
}

/** Where the form leaves the person: in a session, or with a sentence. */
export interface FormResult {
  readonly sessionId: string | null
  readonly notice: string | null
  /** Whose session it is, where that is not the card's own contact: the card cannot show it, the page without a record can. */
  readonly contactId?: string
}
