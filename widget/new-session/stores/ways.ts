import type { WireVerdict } from '../../../src/wire/rules.ts'
import type { WireSession, WireWay } from '../../../src/wire/schemas.ts'

/** What tells one way from another: a line, a channel and an address. */
export type WayKey = Pick<WireWay, 'lineId' | 'channel' | 'address'>

/** One word for comparing and for lists. */
export function wayKey({ lineId, channel, address }: WayKey): string {
  return `${lineId} ${channel} ${address}`
}

/** May one write there now? Templates come with a later form, so a way that takes only them is shown with its reason. */
export function isUsable(way: WireWay): boolean {
  return way.verdict.kind === 'free-form'
}

const RANK: Record<WireVerdict['kind'], number> = { 'free-form': 0, 'template-only': 1, refused: 2 }

/** Those of the line (`''`: all), usable ones first, else as the gateway gave them. */
export function waysToShow(ways: readonly WireWay[], lineId: string): WireWay[] {
  const ofLine = ways.filter((way) => lineId === '' || way.lineId === lineId)
  return ofLine.toSorted((a, b) => RANK[a.verdict.kind] - RANK[b.verdict.kind])
}

/** What may be chosen for the person: the only usable way, or the one last talked on; else nothing. */
export function obviousWay(ways: readonly WireWay[], sessions: readonly WireSession[]): WireWay | null {
  const usable = ways.filter(isUsable)
  if (usable.length === 1) return usable[0] ?? null
  for (const session of sessions) {
    const last = usable.find((way) => wayKey(way) === wayKey(session))
    if (last) return last
  }
  return null
}
