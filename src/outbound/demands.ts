import type { Demands } from '../domain/composition.ts'
import { lacks } from '../domain/window.ts'
import type { Verdict } from '../domain/verdict.ts'
import type { Channel, Line } from '../domain/words.ts'
import type { Outbound } from './types.ts'

/**
 * What is demanded of a first message that starts a session, with the host's fields as it describes them now (R-TPL-1, 2, R-TAG-1,
 * R-MAIL-2). The form asks it beforehand, and it is asked again at the moment of sending. @throws HostError.
 * @param operatorId whose choices the fields offer; `null` for the system.
 */
export async function demandsOf(
  o: Outbound,
  line: Line,
  channel: Channel,
  verdict: Verdict,
  operatorId: string | null,
): Promise<Demands> {
  return {
    template: templateDemand(o, line, channel, verdict),
    tags: tagDemand(o, line),
    fields: (await o.host.startFields?.(line, channel, operatorId)) ?? [],
  }
}

/** What is demanded inside a session that is open already: its tags and fields were given when it was started. */
export function demandsInside(o: Outbound, line: Line, channel: Channel, verdict: Verdict): Demands {
  return { template: templateDemand(o, line, channel, verdict), tags: 'none', fields: [] }
}

/** R-TPL-1, 2; R-RULES-1. What is refused anyway is judged as if its window were open, so that only true reasons are told. */
function templateDemand(o: Outbound, line: Line, channel: Channel, verdict: Verdict): Demands['template'] {
  if (verdict.kind === 'template-only') return 'required'
  return takesTemplates(o, line, channel) ? 'optional' : 'none'
}

/** May a template be sent here at all (R-RULES-1)? */
export function takesTemplates({ host }: Outbound, line: Line, channel: Channel): boolean {
  const has = host.templates !== undefined && host.policy.channels[channel]?.templates !== undefined
  return has && !lacks(line, channel, 'template-rules')
}

function tagDemand({ host: { tags } }: Outbound, line: Line): Demands['tags'] {
  if (!tags) return 'none'
  return tags.requires(line) ? 'required' : 'optional'
}
