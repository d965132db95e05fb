import type { Channel, Line } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import type { WireOffers } from '../wire/form.ts'
import { failureSentence } from '../words/index.ts'
import { usableTemplates } from './templates.ts'
import type { Locale, Outbound } from './types.ts'

/** R-TPL-3: may an approved text be typed, and why the catalogue cannot be shown. */
export async function catalogueState(
  o: Outbound,
  line: Line,
  channel: Channel,
  demand: WireOffers['template'],
  locale: Locale,
): Promise<Pick<WireOffers, 'typedTemplate' | 'catalogueFault'>> {
  if (demand === 'none') return { typedTemplate: false, catalogueFault: null }
  const fault = await usableTemplates(o, line, channel).then(
    (templates) => (templates.length > 0 ? null : emptiness(o, locale)),
    (error: unknown) => {
      if (error instanceof HostError) return failureSentence(error.code, locale)
      throw error
    },
  )
  const mayType = o.host.policy.channels[channel]?.templates?.typed === true
  return { typedTemplate: mayType && demand === 'required' && fault !== null, catalogueFault: fault }
}

/** A host that gives nobody its catalogue still has templates, in its own form. */
function emptiness({ host }: Outbound, locale: Locale): string {
  return host.templates ? WORDS[locale].noTemplates : WORDS[locale].elsewhere
}

const WORDS = {
  en: {
    noTemplates: 'This line has no approved templates for this channel yet.',
    elsewhere: 'Templates can only be sent from the host’s own form.',
  },
  ru: {
    noTemplates: 'У этой линии пока нет одобренных шаблонов для этого канала.',
    elsewhere: 'Шаблоны здесь отправляют только из формы самой системы.',
  },
} as const
