import type { Account, Line, Operator, Session } from '../domain/words.ts'
import type { WireOffers, WireSessionChoices } from '../wire/form.ts'
import { targetsOf } from './after-offers.ts'
import { catalogueState } from './catalogue-state.ts'
import { demandsInside } from './demands.ts'
import { knownOperator, lineOf } from './directory.ts'
import { NotFound } from './errors.ts'
import { hasWindow, knownOf, verdictInside } from './facts.ts'
import { optional } from './kept.ts'
import { firstOf, tagsOf } from './offers.ts'
import { lostLine } from './target.ts'
import type { Asker, Outbound } from './types.ts'
import { wireWay } from './ways.ts'

/**
 * What an answer in this session may be made of, with its window as of now (R-WIN-1): as a form's offers, without what only the start of
 * a session has. @throws NotFound, UnknownOperator, HostError.
 */
export async function sessionOffers(o: Outbound, asker: Asker, sessionId: string): Promise<WireOffers> {
  const { session, line } = await sceneOf(o, asker, sessionId)
  const { channel, address, contactId } = session
  const account: Account = { id: null, contactId: contactId ?? '', channel, address, source: 'account' }
  const known = hasWindow(o, line, channel) ? await knownOf(o, account, line) : undefined
  const verdict = verdictInside(o, line, session, known)
  const demands = demandsInside(o, line, channel, verdict)
  const [way, state, defaultTemplate] = await Promise.all([
    wireWay(o, line, account, [account], verdict),
    catalogueState(o, line, channel, demands.template, asker.locale),
    firstOf(o, line, channel, verdict),
  ])
  const files = o.host.policy.channels[channel]?.attachments
  return {
    // An answer goes under the subject that the session has.
    way: { ...way, subject: 'none' },
    template: demands.template,
    ...state,
    defaultTemplate,
    attachments: files ? { ...files, formats: files.formats && [...files.formats] } : null,
    blindCopy: false,
    cannedReplies: o.host.cannedReplies !== undefined && demands.template !== 'required',
    tags: null,
    after: [],
    targets: [],
    fields: [],
    finished: false,
  }
}

/**
 * Between what one chooses when a session is closed or handed over (R-TAG-1, R-AFTER-1). Tags that nobody demands, and targets, may be
 * missing where the host does not tell them. @throws NotFound, UnknownOperator, HostError.
 */
export async function sessionChoices(
  o: Outbound,
  asker: Asker,
  sessionId: string,
): Promise<WireSessionChoices> {
  const { line, operator } = await sceneOf(o, asker, sessionId)
  const [tags, chosen, targets] = await Promise.all([
    tagsOf(o, line),
    o.host.tags ? optional(o, 'the tags of a session', [], o.host.tags.of(sessionId)) : [],
    targetsOf(o, line, operator.id),
  ])
  return {
    tags: tags && { ...tags, chosen: [...chosen] },
    targets,
    comment: o.host.policy.handOverComment !== false,
  }
}

async function sceneOf(
  o: Outbound,
  asker: Asker,
  sessionId: string,
): Promise<{ readonly session: Session; readonly line: Line; readonly operator: Operator }> {
  const [session, operator] = await Promise.all([
    o.host.sessions.get(sessionId),
    knownOperator(o, asker.operatorId),
  ])
  if (!session) throw new NotFound('session')
  const line = (await lineOf(o, session.lineId)) ?? lostLine(session.lineId, session.channel)
  return { session, line, operator }
}
