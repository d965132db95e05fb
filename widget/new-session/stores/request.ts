import type { FieldValues } from '../../../src/domain/start-fields.ts'
import type { WireOffers } from '../../../src/wire/form.ts'
import type { WireStartSession } from '../../../src/wire/requests.ts'
import type { WireWay } from '../../../src/wire/schemas.ts'
import { splitAddresses } from '../fields/blind-copy.ts'
import type { useExtras } from './extras.ts'

type Extras = Pick<
  ReturnType<typeof useExtras>,
  'template' | 'typed' | 'attachments' | 'blindCopy' | 'tags' | 'fields' | 'after'
>

/** What goes with a message beside its words, as far as the way takes it: the rest stays in the draft. */
export function extrasFor(offers: WireOffers | null, extras: Extras) {
  const template = offers?.template === 'none' ? null : extras.template
  return {
    template,
    typed: template === null && offers?.typedTemplate === true ? extras.typed : null,
    attachments: extras.attachments,
    blindCopy: offers?.blindCopy ? splitAddresses(extras.blindCopy) : [],
    tags: offers?.tags ? extras.tags : [],
    fields: offers ? valuesFor(offers, extras.fields) : {},
    after: afterFor(offers, extras),
  }
}

/** The choice, or the usual one of the way; `null` where there is nothing to choose. */
function afterFor(offers: WireOffers | null, extras: Extras): Extras['after'] {
  const chosen = extras.after
  if (!offers || !chosen || chosen.kind === 'nothing') return null
  return offers.after.includes(chosen.kind) ? chosen : null
}

/** What was filled in, and what the host had put there where nothing was. */
function valuesFor({ fields }: WireOffers, values: FieldValues): Record<string, string | boolean | string[]> {
  const found: Record<string, string | boolean | string[]> = {}
  for (const { id, initial } of fields) {
    const value = values[id] ?? initial
    if (value !== null && !isEmpty(value)) found[id] = typeof value === 'object' ? [...value] : value
  }
  return found
}

function isEmpty(value: FieldValues[string]): boolean {
  return typeof value === 'string' ? value.trim() === '' : typeof value === 'object' && value.length === 0
}

/** What to say to the gateway. */
export function requestFor(
  way: WireWay,
  offers: WireOffers | null,
  extras: Extras,
  written: Pick<WireStartSession, 'operationId' | 'contactId' | 'text'> & { readonly subject: string },
): WireStartSession {
  const { template, attachments, ...rest } = extrasFor(offers, extras)
  const subject = way.subject === 'none' || written.subject.trim() === '' ? null : written.subject.trim()
  return {
    operationId: written.operationId,
    contactId: written.contactId,
    lineId: way.lineId,
    channel: way.channel,
    address: way.address,
    subject,
    text: template ? '' : written.text.trim(),
    template,
    attachments: attachments.map(({ id }) => id),
    ...rest,
    tags: [...rest.tags],
  }
}
