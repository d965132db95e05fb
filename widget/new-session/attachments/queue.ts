import {
  assessFile,
  assessFiles,
  type AttachmentPolicy,
  type FileFacts,
} from '../../../src/domain/attachments.ts'
import type { Reason } from '../../../src/domain/reasons.ts'

/** Two at a time: a third would only slow the others down. */
export const AT_ONCE = 2

/**
 * Where a chosen file stands. `refused`: by the rules, so it was never sent; `failed`: it may be tried again; `share`: from 0 to 1.
 */
export type UploadState<Problem> =
  | { readonly kind: 'waiting' }
  | { readonly kind: 'uploading'; readonly share: number }
  | { readonly kind: 'stored'; readonly id: string }
  | { readonly kind: 'failed'; readonly problem: Problem }
  | { readonly kind: 'refused'; readonly reason: Reason }

export interface Upload<Problem> extends FileFacts {
  readonly key: number
  readonly state: UploadState<Problem>
}

/** Is it, or will it be, one of the message's files? */
export const counts = <P>({ state }: Upload<P>): boolean => state.kind !== 'refused'
/** Has it still to arrive? */
export const isUnderWay = <P>({ state }: Upload<P>): boolean =>
  state.kind === 'waiting' || state.kind === 'uploading'

/**
 * Which of the chosen files may go with those that are there already, in the order chosen: each `null` or the reason against it
 * (R-FILE-1). A file that is refused takes no room from those after it.
 */
export function admit(
  policy: AttachmentPolicy | undefined,
  there: readonly FileFacts[],
  chosen: readonly FileFacts[],
): (Reason | null)[] {
  const taken = [...there]
  return chosen.map((file) => {
    const [own] = assessFile(policy, file)
    const against = own ?? together(policy, [...taken, file])
    if (!against) taken.push(file)
    return against
  })
}

/** What is wrong with the files together, though each may be right by itself: too many, or too large in sum. */
export function together(policy: AttachmentPolicy | undefined, files: readonly FileFacts[]): Reason | null {
  const wrong = assessFiles(policy, files)
  return wrong.find(({ code }) => code === 'too-many-attachments' || code === 'attachments-too-large') ?? null
}

/** Puts one file into another state. A file that is not there any more, called off meanwhile, changes nothing. */
export function moved<P>(
  uploads: readonly Upload<P>[],
  key: number,
  state: UploadState<P>,
): readonly Upload<P>[] {
  return uploads.map((one) => (one.key === key ? { ...one, state } : one))
}

/** Lets those that wait start, the first first, while fewer than two are under way. */
export function advanced<P>(uploads: readonly Upload<P>[]): readonly Upload<P>[] {
  let free = AT_ONCE - uploads.filter(({ state }) => state.kind === 'uploading').length
  return uploads.map((one) => {
    if (one.state.kind !== 'waiting' || free <= 0) return one
    free -= 1
    return { ...one, state: { kind: 'uploading', share: 0 } }
  })
}
