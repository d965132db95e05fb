import type { Certainty, Finding } from './sending.ts'

/** A note among the staff on its way to the host. */
export interface Note {
  /** Names this one intention towards the host, as of a message. */
  readonly mark: string
  readonly sessionId: string
  /** Who is the author, where the host lets us choose. */
  readonly operatorId: string
  readonly text: string
  /** By our clock: `find` looks no further back. */
  readonly plannedAt: string
}

/** Notes that the staff leave each other in a session; they never reach the customer. */
export interface Notes {
  readonly certainty: Certainty
  /** One try, never repeated inside. `messageId`: under which id the conversation shows it; `null` where the host does not say. */
  add(note: Note): Promise<{ readonly messageId: string | null }>
  /** What became of a note whose answer was lost. */
  find(note: Note): Promise<Finding>
}
