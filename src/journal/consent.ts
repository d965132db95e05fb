import type { Consent } from '../domain/consent.ts'
import type { Account } from '../domain/words.ts'

/** Somebody said that a customer may, or may not, be written to first on an account. What was said is never changed, only followed. */
export interface ConsentEntry extends Consent {
  /** Who told us: the customer's own message, or the workspace's server. */
  readonly source: 'customer' | 'workspace'
  /** The workspace's own words: a form, a contract. */
  readonly note: string | null
  /** The message in which the customer said so. */
  readonly message: { readonly sessionId: string; readonly id: string; readonly text: string } | null
}

type OfAccount = Pick<Account, 'channel' | 'address'>

/** What customers said about being written to first. */
export interface Consents {
  /** What was said last of each of these accounts, by `accountKey`; who said nothing is not among them. */
  known(accounts: readonly OfAccount[]): Promise<ReadonlyMap<string, Consent>>
  /** Everything said of one account, the last first. */
  history(account: OfAccount, limit: number): Promise<readonly ConsentEntry[]>
  /** Writes it down, once however often it is told. */
  note(account: OfAccount, entry: ConsentEntry, now: Date): Promise<void>
}
