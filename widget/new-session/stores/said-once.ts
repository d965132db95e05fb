import type { WireReason } from '../../../src/wire/rules.ts'
import type { WireWay } from '../../../src/wire/schemas.ts'

/** What holds for all ways alike, and is therefore said once beside them instead of on every row. */
export interface SaidOnce {
  /** About the person and not about the way (R-OPER-1). */
  readonly refusals: readonly WireReason[]
  /** What cannot be known of any way that may be used (rules, section 2). */
  readonly warnings: readonly WireReason[]
}

/** A single way says all about itself. */
export function saidOnce(ways: readonly WireWay[]): SaidOnce {
  const refusals = ways.map(({ verdict }) => (verdict.kind === 'refused' ? verdict.reasons : []))
  const warnings = ways.flatMap(({ verdict }) => (verdict.kind === 'refused' ? [] : [verdict.warnings]))
  return {
    refusals: shared(refusals).filter(({ code }) => code === 'operator-offline'),
    warnings: shared(warnings),
  }
}

function shared(lists: readonly (readonly WireReason[])[]): readonly WireReason[] {
  const [first = [], ...rest] = lists
  if (rest.length === 0) return []
  return first.filter(({ code }) => rest.every((list) => list.some((reason) => reason.code === code)))
}
