import type { Channel } from '../../../domain/words.ts'
import type { Message, Session } from '../types.ts'
import type { SeedFileId } from './seed-files.ts'

/** A person as a seed tells of them. */
export interface Person {
  readonly id: string
  readonly name: string
  readonly company?: string | null
  readonly phones?: string[]
  readonly emails?: string[]
  /** Addresses in the record's account field. */
  readonly on?: Partial<Record<Channel, string>>
  /** Further ones, on channels where there is one already. */
  readonly alsoOn?: readonly (readonly [Channel, string])[]
  /** Channels on which the person blocked us. */
  readonly blockedOn?: readonly Channel[]
  /** Channels the person does not use in truth. */
  readonly leftOf?: readonly Channel[]
}

/** One thing said. `from`: the customer, the system, or an operator's id. */
export interface Turn {
  readonly from: 'customer' | 'system' | `op-${number}`
  readonly text: string
  readonly minutesAgo: number
  /** How far our message got; default: read. */
  readonly status?: 'sent' | 'delivered' | 'read'
  readonly failed?: { readonly code: string; readonly text: string }
  readonly files?: readonly SeedFileId[]
  /** Which of the talk's turns it answers, from 0. */
  readonly answers?: number
  readonly parts?: Pick<Message['parts'], 'place' | 'card' | 'html' | 'cc' | 'drawnAs'> & {
    /** Minutes. */
    readonly deletedAfter?: number
  }
}

/** What the staff said among themselves, and what happened. */
export interface Aside {
  readonly kind: 'note' | 'event'
  readonly by?: `op-${number}`
  readonly text: string
  readonly minutesAgo: number
}

/** One session, oldest turn first. */
export interface Talk {
  readonly with: string
  readonly channel: Channel
  readonly state: Session['state']
  readonly operator: string | null
  readonly subject?: string
  readonly turns: readonly Turn[]
  readonly asides?: readonly Aside[]
}
