import type { Template } from '../domain/template.ts'
import type { Channel, Line } from '../domain/words.ts'
import type { WireCatalogue, WireTemplate } from '../wire/form.ts'
import { bindingsOf } from './bindings.ts'
import { templatesOf } from './declared.ts'
import { knownOperator, lineOf } from './directory.ts'
import { InvalidInput } from './errors.ts'
import { kept } from './kept.ts'
import type { Asker, Outbound } from './types.ts'

// Thousands of templates take a host seconds to tell; a form that is opened must not wait for that each time.
const FOR_MS = 60_000
const MOST_RECENT = 10

/** Those that may be sent now on that line and channel (R-TPL-4), at most a minute old. Empty where the host has none. @throws HostError. */
export function usableTemplates(o: Outbound, line: Line, channel: Channel): Promise<readonly Template[]> {
  if (!o.host.templates) return Promise.resolve([])
  return kept(o, `templates ${channel} ${line.id}`, FOR_MS, () => templatesOf(o, line, channel))
}

/**
 * The whole catalogue of a line and channel, the operator's last used, and what the record fills by itself (R-TPL-4, R-TPL-6).
 * @throws InvalidInput (path `lineId`), UnknownOperator, HostError.
 */
export async function catalogueOf(
  o: Outbound,
  asker: Asker,
  { lineId, channel, contactId }: { lineId: string; channel: Channel; contactId: string },
): Promise<WireCatalogue> {
  const [line] = await Promise.all([lineOf(o, lineId), knownOperator(o, asker.operatorId)])
  if (!line) throw new InvalidInput([{ path: 'lineId', message: NO_LINE[asker.locale] }], 'query')
  const [templates, sent] = await Promise.all([
    usableTemplates(o, line, channel),
    o.journal.written.templatesOf(asker.operatorId, lineId, channel, MOST_RECENT),
  ])
  const usable = new Set(templates.map(({ id }) => id))
  return {
    items: templates.map(wireTemplate),
    recent: sent.filter((id) => usable.has(id)),
    bindings: await bindingsOf(o, asker, contactId, templates),
  }
}

function wireTemplate({ variables, buttons, ...template }: Template): WireTemplate {
  return {
    ...template,
    variables: variables.map((variable) => ({ ...variable, choices: [...variable.choices] })),
    ...(buttons ? { buttons: buttons.map((button) => ({ ...button })) } : {}),
  }
}

/** For questions that name a line. */
export const NO_LINE = { en: 'There is no such line.', ru: 'Такой линии нет.' } as const
