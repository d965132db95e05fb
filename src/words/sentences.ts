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
  'channel-setup',
  'channel-broken',
  'not-sent',
  'unknown',
] as const
export type ChannelFailure = (typeof CHANNEL_FAILURES)[number]

/** The end of an operation that neither a host error nor a channel names. */
export const OPERATION_FAILURES = ['outcome-unknown'] as const
export type OperationFailure = (typeof OPERATION_FAILURES)[number]

/** What goes wrong between us and the host; browsers get these from the gateway as finished sentences. */
export type HostFailure = HostErrorCode | 'gateway-broken' | 'duplicate' | 'cancelled'
export type FailureCode = ChannelFailure | OperationFailure

/** Reasons that a card says without the form: those about answering. */
export const CARD_REASONS = [
  'empty-message',
  'text-too-long',
  'session-closed',
  'session-of-another-operator',
  'not-operator-of-line',
  'operator-offline',
  'template-required',
  'window-over',
  'other',
] as const satisfies readonly ReasonCode[]
type CardReason = (typeof CARD_REASONS)[number]

type ReasonSentence = (fact: Fact, facts: Reason['facts']) => string

export type Remedies = {
  readonly [Kind in Remedy['kind']]: (remedy: Extract<Remedy, { kind: Kind }>) => string
}

/** The other reasons, and the steps that lift them: a page loads them with the form, a server has them always. */
export interface FormSentences {
  readonly reasons: Record<Exclude<ReasonCode, CardReason>, ReasonSentence>
  readonly remedies: Remedies
}

/** The sentences of one language that everybody needs. A missing key is a type error. */
export interface Sentences {
  readonly reasons: Record<CardReason, ReasonSentence>
  readonly failures: Record<FailureCode, (fact: Fact) => string>
}
