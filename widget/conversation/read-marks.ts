import * as z from 'zod/mini'

/** Up to when somebody has read which session, in milliseconds by the host's clock. */
export type ReadMarks = Readonly<Record<string, number>>

const MarksSchema = z.record(z.string(), z.number())
/** So many sessions are remembered, those read up to the latest. */
const MOST = 500

/**
 * What this person has read, kept by the browser: a card that is opened again tells what is new since. A frame without storage keeps
 * nothing, and what was kept by something else counts as nothing.
 */
export function readMarks(gateway: string, operatorId: string) {
  const name = `firstline-read ${gateway} ${operatorId}`

  function kept(): ReadMarks {
    try {
      const marks = z.safeParse(MarksSchema, JSON.parse(localStorage.getItem(name) ?? '{}'))
      return marks.success ? marks.data : {}
    } catch {
      return {}
    }
  }

  return {
    kept,
    /** Nobody reads backwards: the later of two marks counts. */
    keep(marks: ReadMarks): void {
      const known = kept()
      const later = Object.entries(marks).filter(([id, at]) => at > (known[id] ?? 0))
      if (later.length === 0) return
      const all = Object.entries({ ...known, ...Object.fromEntries(later) })
      try {
        const newest = all.toSorted(([, a], [, b]) => b - a).slice(0, MOST)
        localStorage.setItem(name, JSON.stringify(Object.fromEntries(newest)))
      } catch {
        // Without storage it is forgotten with the page.
      }
    },
  }
}
