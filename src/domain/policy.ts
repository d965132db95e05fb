import type { Channel, OperatorStatus } from './words.ts'

/** How a host treats a first message on one channel. One row of the table in the rules, section 9. */
export interface ChannelPolicy {
  /** Who may be written to first (R-CONTACT-*). `if-enabled`: only when the messenger's side allows it (R-CONTACT-6). */
  readonly start: 'anyone' | 'wrote-before' | 'never' | 'if-enabled'
  /** What an open session with this person means for a new one (R-OPEN-1, 2, 3). */
  readonly openSession: 'refuses' | 'allowed' | 'warns'
  /** The form an address must have (R-ADDR-2, R-ADDR-4). */
  readonly address: 'e164' | 'email' | 'any'
  /** Free text only for so long after the person's last message, then templates alone (R-WIN-1). `null`: no window. */
  readonly windowMs: number | null
  /** Whether a message has a subject (R-MAIL-1). */
  readonly subject: 'none' | 'optional' | 'required'
  /** Longest text in UTF-16 units (R-TEXT-1). `null`: the host names no limit. */
  readonly textLimit: number | null
}

/** What a host allows, as data. A channel that is absent does not exist on the host. */
export interface HostPolicy {
  readonly channels: Readonly<Partial<Record<Channel, ChannelPolicy>>>
  /** Whose open session counts: of the same account, or any of the contact's (R-OPEN-3). */
  readonly openScope: 'account' | 'contact'
  /** Statuses in which an operator may start (R-OPER-1); `null` where the host does not care. */
  readonly operatorMayStart: readonly OperatorStatus[] | null
  /** Who may answer in an open session: its own operator (and the line's supervisors), or every operator of the line. */
  readonly reply: 'assignee' | 'operators-of-line'
  /** Facts this host can never tell. They are said once for all accounts and never assumed (rules, section 2). */
  readonly cannotTell: readonly ('blocked' | 'delivered')[]
}
