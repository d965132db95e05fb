import type { WireReason } from '../../src/wire/rules.ts'
import type { WireCard, WireSession } from '../../src/wire/schemas.ts'

/** R-READ-1: why one may only read in this session, or in none at all; `null` when the workspace lets one write there. */
export function readingOnly(card: WireCard | null, session: WireSession | null): WireReason | null {
  return card?.readOnly ?? session?.replyReasons.find(({ code }) => code === 'read-only') ?? null
}

/** The line that it is about; `null`: every line. */
export function lineOf({ facts }: WireReason): string | null {
  const { line } = facts
  return typeof line === 'string' ? line : null
}
