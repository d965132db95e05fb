import { supervises, worksOn } from './reach.ts'
import { reason, type Reason } from './reasons.ts'
import type { Line } from './words.ts'

/** What somebody is on a line: whoever is both is its operator. */
export const LINE_ROLES = ['operator', 'supervisor'] as const
type LineRole = (typeof LINE_ROLES)[number]

/** Whom it is about and where; a part that is absent leaves nobody and no line out. */
interface ReaderRule {
  /** Staff by the host's ids. */
  readonly operators?: readonly string[] | undefined
  readonly role?: LineRole | undefined
  /** Lines by the host's ids. */
  readonly lines?: readonly string[] | undefined
}

/** Who may read and not write, as the workspace chooses beyond the host's own rights (R-READ-1). */
export interface Readers {
  readonly rules: readonly ReaderRule[]
  /** Who gives the right to write, as people call them; `null`: an administrator. */
  readonly ask: string | null
}

/** R-READ-1: may this person do anything on this line but read? Empty when they may, as far as the workspace goes. */
export function assessReader(readers: Readers | undefined, line: Line, operatorId: string): Reason[] {
  return readers && readsOnly(readers, line, operatorId) ? [readOnly(readers, line.name)] : []
}

/** R-READ-1: why this person may write nowhere at all; `null` when there is a line on which they may, or none on which they work. */
export function readerEverywhere(
  readers: Readers,
  lines: readonly Line[],
  operatorId: string,
): Reason | null {
  const own = lines.filter((line) => worksOn(line, operatorId))
  const everywhere =
    isReaderAnyway(readers, operatorId) ||
    (own.length > 0 && own.every((line) => readsOnly(readers, line, operatorId)))
  return everywhere ? readOnly(readers, null) : null
}

/** Is there a rule for this person whatever lines there are? Then nobody has to look at them. */
export function isReaderAnyway({ rules }: Readers, operatorId: string): boolean {
  return rules.some((rule) => !rule.lines && !rule.role && named(rule, operatorId))
}

/** Is there a rule that may be for this person on some line? */
export function mayBeReader({ rules }: Readers, operatorId: string): boolean {
  return rules.some((rule) => named(rule, operatorId))
}

function readsOnly({ rules }: Readers, line: Line, operatorId: string): boolean {
  return rules.some(
    (rule) =>
      named(rule, operatorId) &&
      (rule.lines?.includes(line.id) ?? true) &&
      (rule.role === undefined || rule.role === roleOn(line, operatorId)),
  )
}

const named = ({ operators }: ReaderRule, operatorId: string): boolean =>
  operators?.includes(operatorId) ?? true

/** Where the host does not tell who works there, whoever is no supervisor is an operator. */
function roleOn(line: Line, operatorId: string): LineRole | null {
  if (line.operators?.includes(operatorId)) return 'operator'
  if (supervises(line, operatorId)) return 'supervisor'
  return worksOn(line, operatorId) ? 'operator' : null
}

function readOnly({ ask }: Readers, line: string | null): Reason {
  return reason('read-only', { kind: 'ask-administrator', ...(ask !== null && { whom: ask }) }, { line })
}
