import type { Line } from '../domain/words.ts'
import { LeaseLost } from '../journal/journal.ts'
import type { Judgement, Operation, WordOnUnknown } from '../journal/operation.ts'
import { carry } from './carry.ts'
import { lineOf, operatorName } from './directory.ts'
import { NotFound, NothingToJudge } from './errors.ts'
import { hold, leaseFor } from './hand.ts'
import { mustWriteOn } from './readers.ts'
import { arrived, failed, look, stillUnknown } from './settle.ts'
import type { Outbound } from './types.ts'

/**
 * Who says what became of it: an operator of the host (`ofAll`: who looks after all operations of the workspace), or somebody whom
 * the caller with the workspace's secret names.
 */
export type Judge = { readonly operatorId: string; readonly ofAll?: boolean } | { readonly name: string }

export interface Judged {
  /** The operation with the word on it. */
  readonly operation: Operation
  /** What follows: the session goes where it was to go, or the message is sent again. Recovery goes on with it after a crash. */
  readonly rest: Promise<unknown>
}

/**
 * A person says what became of an operation whose outcome nobody knows (R-ONCE-2). The host is asked once more before, and what it
 * knows counts. The same word again gives the same answer, and the first word is the one that counts.
 * @throws NotFound for an operator who neither wrote it nor works on its line, ReadOnly, NothingToJudge.
 */
export async function judge(o: Outbound, id: string, verdict: WordOnUnknown, who: Judge): Promise<Judged> {
  const operation = await o.journal.operations.get(id)
  if (!operation || !(await mayJudge(o, operation, who))) throw new NotFound('operation')
  const lineId = lineOfMessage(operation)
  if ('operatorId' in who && lineId !== null) await mustWriteOn(o, who.operatorId, lineId)
  const by = 'name' in who ? who.name : ((await operatorName(o, who.operatorId)) ?? who.operatorId)
  const operatorId = 'name' in who ? null : who.operatorId
  // Two people who decide at once are heard one after the other.
  return o.journal.locked(`judge:${id}`, () => decide(o, id, { verdict, by, operatorId }))
}

async function decide(
  o: Outbound,
  id: string,
  word: Pick<Judgement, 'verdict' | 'by' | 'operatorId'>,
): Promise<Judged> {
  const known = await o.journal.operations.get(id)
  if (known?.judged?.verdict === word.verdict) return { operation: known, rest: Promise.resolve() }
  const owner = o.newId()
  const taken = await o.journal.operations.takeUnknown(id, leaseFor(o, owner), word.by, o.now())
  if (!taken) throw new NothingToJudge()
  const hand = hold(o, taken, owner)
  try {
    const { known: found, atWork } = await look(o, hand)
    if (found || (atWork && word.verdict === 'send-again')) {
      await hand.change(found ?? stillUnknown(o, hand, 'pending'))
      throw new NothingToJudge()
    }
    const at = o.now().toISOString()
    if (word.verdict === 'arrived') {
      const sessionId = taken.request?.sessionId ?? null
      const change = arrived(o, taken, word.verdict, { sessionId, messageId: null })
      await hand.change({ ...change, judged: { ...word, at, next: null } })
      return { operation: hand.operation, rest: carry(o, hand.operation, owner) }
    }
    const { fingerprint, intent, contactId } = taken
    const planned = { id: await nextId(o, taken), fingerprint, intent, contactId }
    const lease = leaseFor(o, o.newId())
    await hand.change({
      ...failed('not-sent', null),
      ended: { outcome: word.verdict },
      judged: { ...word, at, next: planned.id },
      repeatAs: { planned, lease },
    })
    const next = await o.journal.operations.get(planned.id)
    return { operation: hand.operation, rest: next ? carry(o, next, lease.owner) : Promise.resolve() }
  } catch (error) {
    // Recovery was at it again before the host had answered us.
    if (error instanceof LeaseLost) return decide(o, id, word)
    throw error
  } finally {
    hand.letGo()
  }
}

/** `run-7!2` repeats `run-7`, and `run-7!3` repeats that one. */
async function nextId(o: Outbound, { id, repeats }: Operation): Promise<string> {
  const [, base, last] = (repeats !== null && /^(.+)!(\d+)$/.exec(id)) || [id, id, '1']
  for (let n = Number(last) + 1; ; n++) {
    const next = `${base}!${n}`
    if (!(await o.journal.operations.get(next))) return next
  }
}

/** The author of a message, and whoever works on its line. */
async function mayJudge(o: Outbound, operation: Operation, who: Judge): Promise<boolean> {
  if ('name' in who || who.ofAll || operation.intent.operatorId === who.operatorId) return true
  const lineId = lineOfMessage(operation)
  const line = lineId === null ? null : await lineOf(o, lineId)
  return line !== null && worksOn(line, who.operatorId)
}

/** The line on which it was to leave, by its id. */
export const lineOfMessage = ({ intent, request }: Operation): string | null =>
  request?.line.id ?? intent.lineId

function worksOn({ operators, supervisors }: Line, operatorId: string): boolean {
  // A host that does not say who works on its lines leaves it to whoever may open its pages.
  return !operators || operators.includes(operatorId) || (supervisors ?? []).includes(operatorId)
}
