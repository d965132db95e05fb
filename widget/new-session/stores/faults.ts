import { computed, shallowRef } from '@vue/runtime-core'
import { assessComposition, type Composition, type Demands } from '../../../src/domain/composition.ts'
import type { FormPart, Reason } from '../../../src/domain/reasons.ts'
import { useAttachments } from '../attachments/store.ts'
import { perComposition } from '../composition.ts'
import { useTemplates } from '../templates/choice.ts'
import { useExtras } from './extras.ts'
import { useForm } from './form.ts'
import { useOffers } from './offers.ts'
import { extrasFor } from './request.ts'

/** What is wrong with what was written, by the rules (sections 5 and 6); said once somebody tried to send. */
export const useFaults = perComposition('faults', () => {
  const form = useForm()
  const extras = useExtras()
  const offers = useOffers()
  const templates = useTemplates()
  const files = useAttachments()
  /** Somebody tried to send: from now on what is missing is said. */
  const asked = shallowRef(false)

  const demands = computed((): Demands => {
    const answer = offers.offers
    return {
      template: templates.demand,
      tags: answer?.tags ? (answer.tags.required ? 'required' : 'optional') : 'none',
      fields: answer?.fields ?? [],
    }
  })
  const composition = computed((): Composition => {
    const { template, ...rest } = extrasFor(offers.offers, extras)
    const of = templates.chosen
    return {
      ...rest,
      // What is still on its way will be a part of the message: a file alone is no empty message.
      attachments: [...rest.attachments, ...files.underWay],
      text: form.text,
      subject: form.chosen?.subject === 'none' ? null : form.subject,
      template: template && of ? { of, variables: template.variables } : null,
    }
  })
  const reasons = computed((): readonly Reason[] => {
    const way = form.chosen
    if (!way) return []
    const answer = offers.offers
    const judged = assessComposition(
      {
        textLimit: way.textLimit,
        subject: way.subject,
        blindCopy: answer?.blindCopy ?? false,
        ...(answer?.attachments ? { attachments: answer.attachments } : {}),
        ...(answer?.typedTemplate ? { templates: { typed: true } } : {}),
      },
      composition.value,
      demands.value,
    )
    if (templates.typing) return judged
    // A template that the catalogue does not have, or not yet, cannot be judged by its text.
    return [...templates.reasons, ...judged.filter((reason) => !SAID_BY_TEMPLATE.has(partOf(reason)))]
  })
  /** Those of one part of the form, once they may be said. */
  const of = (part: FormPart): readonly Reason[] =>
    asked.value ? reasons.value.filter((reason) => partOf(reason) === part) : []

  return { asked, reasons, of }
})

const SAID_BY_TEMPLATE: ReadonlySet<FormPart> = new Set(['text', 'template', 'variables'])

/** The part of the form in which the reason is lifted. */
export function partOf({ code, remedy }: Reason): FormPart {
  if (remedy?.kind === 'fill') return remedy.field
  if (remedy?.kind === 'remove-attachment') return 'attachments'
  return code === 'header-too-long' || code === 'footer-too-long' ? 'template' : 'text'
}
