import type { WireAfter } from '../../../src/wire/draft.ts'
import type { WireOffers } from '../../../src/wire/form.ts'
import type { WireOperation } from '../../../src/wire/schemas.ts'
import type { FormResult } from '../../conversation/form-contract.ts'
import type { FormCatalogue } from '../words/en.ts'
import type { Person } from './form.ts'

/** What the form knew when it sent. */
export interface SentFrom {
  /** The customer where the card is about somebody else; `null` on their own card. */
  readonly elsewhere: Person | null
  readonly after: WireAfter | null
  readonly offers: Pick<WireOffers, 'after' | 'finished' | 'defaultTemplate'> | null
}

type AfterKind = WireAfter['kind']

/** What was to happen after sending: as the gateway took it, as it was chosen, or the usual. */
export function afterKindOf({ after }: WireOperation, { after: chosen, offers }: SentFrom): AfterKind {
  return after?.kind ?? chosen?.kind ?? offers?.after[0] ?? 'nothing'
}

/**
 * Where a sent message leaves the person (R-AFTER-6): what was closed or handed over, or never opens, leaves them where they are; what
 * is theirs is opened. The sentence says what happened and, where free writing waits for the answer, that it does (R-WIN-2).
 */
export function resultOf(operation: WireOperation, from: SentFrom, words: FormCatalogue): FormResult {
  const { elsewhere, offers } = from
  const kind = afterKindOf(operation, from)
  const said = words.sent[routed(operation, kind)]
  const stays = offers?.finished === true || kind === 'close' || kind === 'hand-over'
  const sessionId = stays ? null : operation.sessionId
  const sentences = [
    elsewhere === null ? null : words.sentTo(elsewhere.name),
    elsewhere === null && sessionId === null && offers?.finished ? words.sentAsFinished : null,
    elsewhere === null && !offers?.finished && (sessionId === null || operation.routing === 'failed')
      ? said(operation.after?.target ?? targetOf(from))
      : null,
    offers && offers.defaultTemplate !== null ? words.waitsForAnswer : null,
  ].filter((sentence) => sentence !== null)
  // Somebody else's session is no part of this card; the page without a record can show it (R-START-2).
  const whose = elsewhere && { contactId: elsewhere.id }
  return { sessionId, ...whose, notice: sentences.length === 0 ? null : sentences.join(' ') }
}

/** Which of the sentences about what follows is true. */
function routed({ routing }: WireOperation, kind: AfterKind): keyof FormCatalogue['sent'] {
  if (kind === 'nothing') return 'nothing'
  if (routing === 'failed') return `${kind}-failed`
  return routing === 'pending' ? `${kind}-pending` : kind
}

/** To whom it was to be handed, as the form knew it. */
export function targetOf({ after }: SentFrom): string | null {
  return after?.kind === 'hand-over' ? after.target.name : null
}
