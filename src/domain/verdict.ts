import type { Reason } from './reasons.ts'

/** May a first message go to this account on this line, and how (rules, section 2)? */
export type Verdict =
  | {
      readonly kind: 'free-form'
      /** When the window for free text closes; `null` when it has none or the host cannot tell. */
      readonly untilAt: string | null
      readonly warnings: readonly Reason[]
    }
  | { readonly kind: 'template-only'; readonly why: Reason; readonly warnings: readonly Reason[] }
  | { readonly kind: 'refused'; readonly reasons: readonly [Reason, ...Reason[]] }

export function refused(reasons: [Reason, ...Reason[]]): Verdict {
  return { kind: 'refused', reasons }
}
