import type { HostErrorCode } from '../hosts/errors.ts'
import type { Reason, ReasonCode, Remedy } from '../domain/reasons.ts'

/** What a sentence may use: facts by name, already words (channels named, times short); `undefined` when not known. */
export type Fact = (name: string) => string | undefined

/** Why a message did not reach the customer, where the channel says so (R-ERR-2). */
export const CHANNEL_FAILURES = [
  'blocked',
  'not-a-user',
  'not-approved-template',
  'window-closed',
  'address-unreachable',
  'not-sent',
  'unknown',
] as const
export type ChannelFailure = (typeof CHANNEL_FAILURES)[number]

/** Our own ends of an operation that no host error names. */
export const OPERATION_FAILURES = ['outcome-unknown', 'gateway-broken'] as const
export type OperationFailure = (typeof OPERATION_FAILURES)[number]

export type FailureCode = HostErrorCode | ChannelFailure | OperationFailure

/** All sentences of one language. A missing key is a type error. */
export interface Sentences {
  readonly reasons: Record<ReasonCode, (fact: Fact, facts: Reason['facts']) => string>
  readonly failures: Record<FailureCode, (fact: Fact) => string>
  readonly remedies: {
    readonly [Kind in Remedy['kind']]: (remedy: Extract<Remedy, { kind: Kind }>) => string
  }
}
