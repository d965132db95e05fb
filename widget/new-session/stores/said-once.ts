import type { WireReason } from '../../../src/wire/rules.ts'
import type { WireWay } from '../../../src/wire/schemas.ts'

/** What holds for all ways alike, and is therefore said once beside them instead of on every row. */
export interface SaidOnce {
  /** About the person and not about the way (R-OPER-1). */
  readonly refusals: readonly WireReason[]
  /** What cannot be known of any way that may be used (rules, section 2). */
  readonly warnings: readonly WireReason[]
}

/** What is wrong with the person is wrong everywhere. */
const ABOUT_PERSON: readonly WireReason['code'][] = ['operator-offline', 'operator-status-unknown']

/** A single way says all about itself. */
export function saidOnce(ways: readonly WireWay[]): SaidOnce {
  const refusals = ways.flatMap(({ verdict }) => (verdict.kind === 'refused' ? [verdict.reasons] : []))
  const warnings = ways.flatMap(({ verdict }) => (verdict.kind === 'refused' ? [] : [verdict.warnings]))
  return { refusals: ofPerson(refusals), warnings: [...ofPerson(warnings), ...ofAll(warnings)] }
}

type Lists = readonly (readonly WireReason[])[]

function ofPerson(lists: Lists): readonly WireReason[] {
  return ABOUT_PERSON.flatMap((code) => {
    const [first, second] = lists.flatMap((list) => list.filter((reason) => reason.code === code))
    return first && second ? [first] : []
  })
}

function ofAll([first = [], ...rest]: Lists): readonly WireReason[] {
  if (rest.length === 0) return []
  const isEverywhere = ({ code }: WireReason): boolean =>
    rest.every((list) => list.some((reason) => reason.code === code))
  return first.filter((reason) => !ABOUT_PERSON.includes(reason.code) && isEverywhere(reason))
}
