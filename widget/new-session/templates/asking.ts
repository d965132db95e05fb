import { watch } from '@vue/runtime-core'
import { useExtras } from '../stores/extras.ts'
import { useForm } from '../stores/form.ts'
import { useOffers } from '../stores/offers.ts'
import { useCatalogue } from './catalogue.ts'

/** Asks for the catalogue of the chosen way as soon as one of its templates is to be picked, or is chosen already (R-TPL-1). */
export function askForTemplates(picking: () => boolean): void {
  const form = useForm()
  const extras = useExtras()
  const offers = useOffers()
  const catalogue = useCatalogue()
  // Each time the form opens, the catalogue is asked anew: forgotten before it is needed, which may be at once.
  catalogue.forget()
  watch(
    [() => offers.offers, picking, () => extras.template?.id],
    () => {
      const way = offers.offers?.way
      if (!way || !form.contact || !(picking() || extras.template)) return
      void catalogue.need({ contactId: form.contact.id, lineId: way.lineId, channel: way.channel })
    },
    { flush: 'post', immediate: true },
  )
}
