import type { Channel } from '../../domain/words.ts'
import type { WireDraft } from '../../wire/draft.ts'
import {
  AddressCheckSchema,
  CannedReplyPageSchema,
  CatalogueSchema,
  DraftKeptSchema,
  OffersSchema,
} from '../../wire/form.ts'
import type { WireStartSession } from '../../wire/requests.ts'
import { OperationSchema, WaysSchema } from '../../wire/schemas.ts'
import type { Http } from './http.ts'

/** One way to reach a contact, by name. */
export interface WayOf {
  readonly contactId: string
  readonly lineId: string
  readonly channel: Channel
  readonly address: string
}

/** The gateway as the form sees it, loaded with the form. Every method throws `GatewayProblem` and nothing else. */
export type FormClient = ReturnType<typeof formClient>

/** What only the form asks. */
export function formClient(http: Http) {
  const id = encodeURIComponent
  return {
    ways: (contactId: string) => http.read(`contacts/${id(contactId)}/ways`, WaysSchema),
    /** May be asked again under the same operation id: one intention, one message (R-ONCE-1). */
    start: (request: WireStartSession) => http.write('sessions', OperationSchema, request),
    /** What may be done on this way, and its verdict as of now (R-OPEN-4). */
    offers: ({ contactId, lineId, channel, address }: WayOf) =>
      http.read('offers', OffersSchema, { contactId, lineId, channel, address }),
    /** The whole catalogue that may be sent there now (R-TPL-4). */
    templates: ({ contactId, lineId, channel }: Omit<WayOf, 'address'>) =>
      http.read('templates', CatalogueSchema, { contactId, lineId, channel }),
    cannedReplies: (cursor: string | null) => http.read('canned-replies', CannedReplyPageSchema, { cursor }),
    /** What a typed address would be (R-ADDR-2 to 4). */
    checkAddress: (channel: Channel, address: string) =>
      http.read('addresses', AddressCheckSchema, { channel, address }),
    /** Forgets an uploaded file. */
    dropFile: (fileId: string) => http.remove(`attachments/${id(fileId)}`),
    /** Does again what failed after sending, and nothing else (R-AFTER-5). */
    repeatAfter: (operationId: string) =>
      http.write(`operations/${id(operationId)}/after`, OperationSchema, {}),
    /** `leaving`: the page goes away, so the request has to outlive it. Throws `draft-conflict` with the newer draft. */
    saveDraft: (draft: WireDraft, leaving = false) =>
      http.put(`draft${http.about}`, DraftKeptSchema, draft, leaving),
  }
}
