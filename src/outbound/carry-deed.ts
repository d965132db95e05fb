import { assessReader } from '../domain/readers.ts'
import { assessDeed, isDone, takes, type SessionDeed } from '../domain/session-deeds.ts'
import type { OperationState } from '../domain/operation.ts'
import { reason, type Reason } from '../domain/reasons.ts'
import type { Line, Operator, Session } from '../domain/words.ts'
import { HostError } from '../hosts/errors.ts'
import { JournalUnavailable, LeaseLost } from '../journal/journal.ts'
import type { Change, StepName } from '../journal/operation.ts'
import { passing, restMs } from './after-send.ts'
import { operatorOf } from './directory.ts'
import { named, openSessionsOf } from './facts.ts'
import type { Hand } from './hand.ts'
import { noteOf } from './request.ts'
import { notSupported, workOn } from './session-work.ts'
import { failed, settle } from './settle.ts'
import { resolve } from './target.ts'
import type { Outbound } from './types.ts'

const MOST_TRIES = 3
const STEP = {
  note: 'note',
  take: 'assign',
  'hand-over': 'hand-over',
  close: 'close',
  reopen: 'reopen',
} as const satisfies Record<SessionDeed['kind'], StepName>

/** What a deed is done to, as the host tells it now. */
interface Scene {
  readonly session: Session
  readonly line: Line
  readonly operator: Operator
}

/**
 * Does what somebody asked for in a session, by the rules of now, recorded before the host is touched. What may be done twice is tried
 * again after a lost answer, once the host was asked whether it is so already; a note, and words with a hand-over, are not: they are
 * looked for, or end as `unknown`.
 */
export async function carryOutDeed(o: Outbound, hand: Hand): Promise<void> {
  const { deed } = hand.operation.intent
  if (!deed) return hand.change(failed('gateway-broken', null))
  // Begun by somebody who is gone.
  if (stateOf(hand) === 'sending' && !repeatable(deed)) {
    await hand.change({ begins: 'find' })
    await settle(o, hand, 'lost')
    if (stateOf(hand) !== 'planned') return
  }
  for (let tries = 1; ; tries += 1) {
    const error = await once(o, hand, deed)
    if (!error) return
    if (!(error instanceof HostError)) return hand.change(failed('gateway-broken', null))
    const { code, happened, hostText } = error
    o.log.warn({ operationId: hand.operation.id, deed: deed.kind, code, happened }, 'A deed was not done')
    const lost = stateOf(hand) === 'sending' && happened === 'maybe'
    if (lost && !repeatable(deed)) {
      await hand.change({ ended: { outcome: code }, begins: 'find' })
      await settle(o, hand, code === 'host-unreachable' ? 'cut' : 'lost')
      if (stateOf(hand) !== 'planned') return
    } else if (tries >= MOST_TRIES || !passing(error)) return hand.change(failed(code, hostText))
    else if (stateOf(hand) === 'sending' && !lost)
      await hand.change({ state: 'planned', ended: { outcome: code }, begins: 'check' })
    await o.wait(restMs(error, tries))
  }
}

/** One try; `null`: it rests. Whatever is thrown ends the try, so that a fault of ours does not come back with every recovery. */
async function once(o: Outbound, hand: Hand, deed: SessionDeed): Promise<unknown> {
  try {
    await attemptDeed(o, hand, deed)
    return null
  } catch (error) {
    if (error instanceof LeaseLost || error instanceof JournalUnavailable) throw error
    return error
  }
}

async function attemptDeed(o: Outbound, hand: Hand, deed: SessionDeed): Promise<void> {
  const wasBegun = hand.operation.state === 'sending'
  const scene = await sceneOf(o, hand)
  if (scene === 'refused') return
  const { session, operator } = scene
  if (isDone(session, operator.id, deed.kind)) return hand.change(done(session, null, wasBegun))
  if (!wasBegun) {
    const { contactId, id: sessionId } = session
    const begun = { state: 'sending', contactId, sessionId, attempts: hand.operation.attempts + 1 } as const
    const sentAt = o.now().toISOString()
    await hand.change({ ...begun, sentAt, ended: { outcome: 'allowed' }, begins: STEP[deed.kind] })
  }
  const messageId = await carryOut(o, hand, deed, scene)
  await hand.change(done(session, messageId, true))
}

/** A note is added; all else changes the session. */
async function carryOut(
  o: Outbound,
  { operation }: Hand,
  deed: SessionDeed,
  { session, line, operator }: Scene,
): Promise<string | null> {
  if (deed.kind !== 'note') {
    await workOn(o, deed, session, operator.id, takes(line, operator.id))
    return null
  }
  const note = noteOf(o, operation)
  if (!note || !o.host.notes) throw notSupported()
  return (await o.host.notes.add(note)).messageId
}

/** Finds the session and judges; `refused`: it may not be done, and that is settled. */
async function sceneOf(o: Outbound, hand: Hand): Promise<Scene | 'refused'> {
  const { intent } = hand.operation
  const { deed, operatorId } = intent
  const [found, operator] = await Promise.all([
    resolve(o, intent),
    operatorId === null ? null : operatorOf(o, operatorId, true),
  ])
  const session = found.kind === 'found' ? found.target.session : null
  if (found.kind !== 'found' || !session || !operator || !deed) throw gone()
  const { line } = found.target
  const others =
    deed.kind === 'reopen' && session.contactId !== null ? await openSessionsOf(o, session.contactId) : []
  const reasons = [
    ...assessReader(o.workspace.readers, line, operator.id),
    ...assessDeed(o.host.policy, line, session, operator, deed.kind, others),
    ...(await lackingTag(o, deed, session, line)),
  ]
  // What was begun by the rules is brought to its end.
  if (reasons.length === 0 || hand.operation.state === 'sending') return { session, line, operator }
  const about = { contactId: session.contactId, sessionId: session.id, reasons: await named(o, reasons) }
  await hand.change({
    ...about,
    state: 'refused',
    ended: { outcome: 'refused' },
    dueAt: null,
    announce: true,
  })
  return 'refused'
}

function done(session: Session, messageId: string | null, begun: boolean): Change {
  const { contactId, id: sessionId } = session
  return {
    // It was so already: there was nothing to do.
    state: begun ? 'sent' : 'skipped',
    contactId,
    sessionId,
    messageId,
    failure: null,
    ended: { outcome: begun ? 'done' : 'nothing-to-do' },
    dueAt: null,
    announce: true,
  }
}

/** R-TAG-1: where the host demands tags, no session is closed without one. */
async function lackingTag(o: Outbound, deed: SessionDeed, session: Session, line: Line): Promise<Reason[]> {
  const { tags } = o.host
  if (deed.kind !== 'close' || session.state === 'closed' || deed.tags.length > 0) return []
  if (!tags?.requires(line) || (await tags.of(session.id)).length > 0) return []
  return [reason('tag-missing', { kind: 'fill', field: 'tags' })]
}

/** As it is by now: every change may move it. */
const stateOf = (hand: Hand): OperationState => hand.operation.state

function gone(): HostError {
  return new HostError('The host no longer has this session, or the operator.', {
    kind: 'fix-data',
    code: 'unknown-id',
    happened: 'no',
  })
}

function repeatable(deed: SessionDeed): boolean {
  return deed.kind !== 'note' && !(deed.kind === 'hand-over' && deed.comment !== null)
}
