import { describe, test } from 'vitest'

type Block = (name: string, body: () => void) => void
type Case = (name: string, body: () => void | Promise<void>) => void

const nothing = (): void => undefined

/** A block for what a host may have or not. What it does not declare is not there at all, and not "skipped". */
export const describeWhen = (declared: boolean): Block => (declared ? describe : nothing)
export const testWhen = (declared: boolean): Case => (declared ? test : nothing)
