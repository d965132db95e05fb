import { computed, watch } from '@vue/runtime-core'
import { reason } from '../../../src/domain/reasons.ts'
import { assessTemplate, assessTyped, type TypedTemplate } from '../../../src/domain/template.ts'
import type { WireTemplate } from '../../../src/wire/form.ts'
import { perComposition } from '../composition.ts'
import { useExtras } from '../stores/extras.ts'
import { useForm } from '../stores/form.ts'
import { useOffers } from '../stores/offers.ts'
import { prefill } from './bindings.ts'
import { useCatalogue } from './catalogue.ts'
import { own } from './parts.ts'

/** Which template goes, with which values, and what the way demands of it (R-TPL-1 to 3, 5, 6). */
export const useTemplates = perComposition('templates', () => {
  const form = useForm()
  const extras = useExtras()
  const offers = useOffers()
  const catalogue = useCatalogue()

  /** R-TPL-1, 2. While the offers are on their way, the verdict of the way knows already. */
  const demand = computed(() => {
    if (offers.offers) return offers.offers.template
    return form.chosen?.verdict.kind === 'template-only' ? 'required' : 'none'
  })
  /** R-TPL-3: an approved text is typed by hand, unless one was chosen while there still was a catalogue. */
  const typedByHand = computed(
    () => demand.value === 'required' && offers.offers?.typedTemplate === true && extras.template === null,
  )
  /** Does the message have a text of its own? Else the template says all of it. */
  const typing = computed(
    () =>
      demand.value === 'none' ||
      typedByHand.value ||
      (extras.template === null && demand.value === 'optional'),
  )
  /** `null`: none is chosen, or the catalogue does not have it, or not yet. */
  const chosen = computed(() => {
    const id = extras.template?.id
    return catalogue.catalogue?.items.find((template) => template.id === id) ?? null
  })
  /** Why nothing may be sent as far as templates go; empty when all is well. The text of a typed one is looked at with the message. */
  const reasons = computed(() => {
    if (demand.value === 'none') return []
    if (typedByHand.value) return extras.typed ? assessTyped(extras.typed) : []
    const { template } = extras
    if (chosen.value && template) return assessTemplate(chosen.value, template.variables)
    const missing = reason('template-required', { kind: 'fill', field: 'template' })
    if (template) return [catalogue.catalogue ? { ...missing, code: 'template-unknown' as const } : missing]
    return demand.value === 'required' ? [missing] : []
  })
  const bindings = computed(() => own(catalogue.catalogue?.bindings, extras.template?.id ?? ''))

  /** What the values were filled from, to tell what the person wrote from what the record gave. */
  let filledFrom: { readonly id: string; readonly bindings: typeof bindings.value } | null = null

  function choose(template: WireTemplate): void {
    const { id } = template
    const known = own(catalogue.catalogue?.bindings, id)
    // Chosen once more, it keeps what was written in it.
    const values = extras.template?.id === id ? extras.template.variables : {}
    filledFrom = { id, bindings: known }
    extras.template = { id, variables: prefill(template, known, values) }
  }

  function fill(name: string, value: string): void {
    const { template } = extras
    if (template) extras.template = { ...template, variables: { ...template.variables, [name]: value } }
  }

  /** What was typed before is there again, for it was never touched. */
  function remove(): void {
    extras.template = null
  }

  function type(part: keyof TypedTemplate, text: string): void {
    const { header, footer } = extras.typed ?? { header: null, footer: null }
    extras.typed = { header, footer, [part]: text === '' ? null : text }
  }

  // What came from the record follows the record: another contact has another name.
  watch(
    () => catalogue.catalogue,
    (answer) => {
      const { template } = extras
      const of = chosen.value
      if (!answer || !template || !of) return
      const known = own(answer.bindings, of.id)
      const earlier = filledFrom?.id === of.id ? filledFrom.bindings : undefined
      filledFrom = { id: of.id, bindings: known }
      extras.template = { id: of.id, variables: prefill(of, known, template.variables, earlier) }
    },
  )

  // Typed parts go where a template is typed by hand, and nowhere else; a template that is gone makes room for them.
  watch(
    [() => offers.offers, () => extras.typed, () => catalogue.catalogue],
    ([answer, typed, list]) => {
      if (!answer?.typedTemplate) return
      if (list && !chosen.value) extras.template = null
      if (!typedByHand.value) extras.typed = null
      else if (!typed) extras.typed = { header: null, footer: null }
    },
    { immediate: true },
  )

  const state = { demand, typedByHand, typing, chosen, reasons, bindings }
  return { ...state, choose, fill, remove, type }
})
