import type { WayOf } from '../../../src/gateway/client/form.ts'
import type { WireVerdict } from '../../../src/wire/rules.ts'
import type { WireSession, WireWay } from '../../../src/wire/schemas.ts'

/** What tells one way from another: a line, a channel and an address. */
export type WayKey = Pick<WireWay, 'lineId' | 'channel' | 'address'>

/** One word for comparing and for lists. */
export function wayKey({ lineId, channel, address }: WayKey): string {
  return `${lineId} ${channel} ${address}`
}

/** May one write there now, freely or by a template? */
export function isUsable(way: WireWay): boolean {
  return way.verdict.kind !== 'refused'
}

const RANK: Record<WireVerdict['kind'], number> = { 'free-form': 0, 'template-only': 1, refused: 2 }
const place = ({ verdict, age }: WireWay): number => RANK[verdict.kind] * 2 + (age === 'older' ? 1 : 0)

/** Those of the line (`''`: all), usable ones first, of each kind older addresses last (R-ADDR-6), else as they came. */
export function waysToShow(ways: readonly WireWay[], lineId: string): WireWay[] {
  const ofLine = ways.filter((way) => lineId === '' || way.lineId === lineId)
  return ofLine.toSorted((a, b) => place(a) - place(b))
}

/**
 * What may be chosen for the person: the only usable way, or the one last talked on; else nothing. Of two addresses of one channel
 * and line neither wins silently: the person is asked (R-ADDR-6).
 */
export function obviousWay(ways: readonly WireWay[], sessions: readonly WireSession[]): WireWay | null {
  const usable = ways.filter(isUsable)
  const clear = usable.filter((way) => !ways.some((other) => rivals(way, other)))
  if (usable.length === 1) return clear[0] ?? null
  for (const session of sessions) {
    const last = usable.find((way) => wayKey(way) === wayKey(session))
    if (last) return clear.includes(last) ? last : null
  }
  return null
}

/** A refused newer address counts, too: the older one must not stand in for it unasked. */
function rivals(way: WireWay, other: WireWay): boolean {
  if (other.lineId !== way.lineId || other.channel !== way.channel || other.address === way.address)
    return false
  return isUsable(other) || way.age === 'older'
}

/** The moment at which free writing ends there, in milliseconds; `null` when it has no such end. */
export function closesAt({ verdict }: WireWay): number | null {
  return verdict.kind === 'free-form' && verdict.untilAt !== null ? Date.parse(verdict.untilAt) : null
}

/** The way as the gateway is asked about it. */
export function wayOf(contact: { readonly id: string }, { lineId, channel, address }: WayKey): WayOf {
  return { contactId: contact.id, lineId, channel, address }
}

/** Is this the corrected form of an address that stands refused in the list (R-ADDR-2)? */
export function isCorrection(way: WayKey, list: readonly WireWay[]): boolean {
  return list.some(
    ({ verdict }) =>
      verdict.kind === 'refused' &&
      verdict.reasons.some(
        ({ remedy }) => remedy?.kind === 'fix-address' && remedy.suggestion === way.address,
      ),
  )
}

/** The way that a draft, a session or a button names; `null` when it names none, or not all of it. */
export function keyOf(part: { readonly [Part in keyof WayKey]: WayKey[Part] | null }): WayKey | null {
  const { lineId, channel, address } = part
  return lineId === null || channel === null || address === null ? null : { lineId, channel, address }
}
