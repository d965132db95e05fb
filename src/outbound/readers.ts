import {
  assessReader,
  isReaderAnyway,
  mayBeReader,
  readerEverywhere,
  type Readers,
} from '../domain/readers.ts'
import type { Reason } from '../domain/reasons.ts'
import { lineOf, linesOf } from './directory.ts'
import { ReadOnly } from './errors.ts'
import { kept } from './kept.ts'
import { lostLine } from './target.ts'
import type { Asker, Outbound } from './types.ts'

// A session seldom goes to another line, and whoever types is asked about every few seconds.
const LINE_FOR_MS = 60_000

/** R-READ-1: why this person may write nowhere at all; `null` when they may somewhere. @throws HostError. */
export async function readerReason(o: Outbound, operatorId: string): Promise<Reason | null> {
  const { readers } = o.workspace
  if (!readers || !mayBeReader(readers, operatorId)) return null
  const lines = isReaderAnyway(readers, operatorId) ? [] : await linesOf(o)
  return readerEverywhere(readers, lines, operatorId)
}

/** R-READ-1. @throws ReadOnly when this person may write nowhere at all, HostError. */
export async function mustWrite(o: Outbound, operatorId: string): Promise<void> {
  if (await readerReason(o, operatorId)) throw readOnly(o.workspace.readers)
}

/** R-READ-1. @throws ReadOnly when this person may not write on this line, HostError. */
export async function mustWriteOn(o: Outbound, operatorId: string, lineId: string): Promise<void> {
  const { readers } = o.workspace
  if (!readers || !mayBeReader(readers, operatorId)) return
  const line = await lineOf(o, lineId)
  if (line && assessReader(readers, line, operatorId).length > 0) throw readOnly(readers)
}

/** R-READ-1. The host is asked for the session only where the answer depends on it. @throws ReadOnly, HostError. */
export async function mustWriteIn(o: Outbound, { operatorId }: Asker, sessionId: string): Promise<void> {
  const { readers } = o.workspace
  if (!readers || !mayBeReader(readers, operatorId)) return
  const session = await kept(o, `line of ${sessionId}`, LINE_FOR_MS, () => o.host.sessions.get(sessionId))
  if (!session) return
  const line = (await lineOf(o, session.lineId)) ?? lostLine(session.lineId, session.channel)
  if (assessReader(readers, line, operatorId).length > 0) throw readOnly(readers)
}

/**
 * R-READ-1: the lines on which this person may only read, by their ids; whoever has the workspace's secret (`null`) is nobody in
 * particular. @throws HostError.
 */
export async function linesOnlyRead(o: Outbound, operatorId: string | null): Promise<readonly string[]> {
  const { readers } = o.workspace
  if (operatorId === null || !readers || !mayBeReader(readers, operatorId)) return []
  const lines = await linesOf(o)
  return lines.filter((line) => assessReader(readers, line, operatorId).length > 0).map(({ id }) => id)
}

export const readOnly = (readers: Readers | undefined): ReadOnly => new ReadOnly(readers?.ask ?? null)
