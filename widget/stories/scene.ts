import type { Channel } from '../../src/domain/words.ts'
import type { WireCannedReply, WireCatalogue, WireOffers, WireSessionChoices } from '../../src/wire/form.ts'
import type { WireFoundContact } from '../../src/wire/people.ts'
import type { WireDraft } from '../../src/wire/draft.ts'
import type { WireAudit, WireHistorySearch } from '../../src/wire/history.ts'
import type { WireTimeline } from '../../src/wire/timeline.ts'
import type { WireCard, WireOperation, WireProblem } from '../../src/wire/schemas.ts'

/** One state of the card as the gateway would tell it. `wait`: it never answers. */
export type Scene =
  | {
      readonly card: WireCard
      /** What may be done on every way, where it is not the usual. */
      readonly offers?: Partial<WireOffers>
      /** The same for one channel; it comes before the other. */
      readonly offersOn?: Partial<Record<Channel, Partial<WireOffers>>>
      readonly catalogue?: WireCatalogue
      readonly cannedReplies?: readonly WireCannedReply[]
      /** How a start ends; absent: nothing answers it. */
      readonly ends?: Partial<WireOperation>
      /** What another tab has saved: an older draft is not taken. */
      readonly conflict?: WireDraft
      /** Who is found, whatever is looked for. */
      readonly found?: readonly WireFoundContact[]
      /** The cards of contacts that are looked at without a record (R-START-4). */
      readonly cards?: Readonly<Record<string, WireCard>>
      /** Requests that fail, or never end, by the last word of their path. */
      readonly fails?: Readonly<Record<string, WireProblem | 'never'>>
      /** What there is to choose when a session is closed or handed over. */
      readonly choices?: WireSessionChoices
      /** What the merged history holds once it was narrowed. */
      readonly narrowed?: WireTimeline
      /** What a search of the history finds, whatever is looked for. */
      readonly search?: WireHistorySearch
      /** What the journal knows of a message, whichever it is. */
      readonly audit?: WireAudit
      /** How live events come; not said: they may come at any time. */
      readonly stream?: 'broken' | 'ended'
    }
  | { readonly problem: WireProblem }
  | { readonly wait: true }
