import type { OutgoingFile } from '../hosts/port.ts'
import { reason, type Reason } from '../domain/reasons.ts'
import type { Intent } from '../journal/intent.ts'
import type { Outbound } from './types.ts'

const LONGEST_NAME = 200

/**
 * The files of a message as they were uploaded, in the order in which they were attached and each once. One that is not kept, or is
 * another operator's, has its id for a name: it is refused when it is to be sent.
 */
export async function filesNamed(
  o: Outbound,
  ids: readonly string[],
  operatorId: string,
): Promise<readonly OutgoingFile[]> {
  return Promise.all(
    [...new Set(ids)].map(async (id) => {
      const kept = await o.journal.attachments.get(id)
      if (kept?.ownerId !== operatorId) return { id, name: id, type: '', size: 0 }
      const { name, type, size } = kept
      return { id, name, type, size }
    }),
  )
}

/** Whose the files are that were fetched for a call of the step. */
export const ownerOfStep = (initiativeId: string): string => `step ${initiativeId}`

/** Those of the intention's files that can still be sent, and a reason for each that cannot (R-FILE-1). */
export async function filesAtHand(
  o: Outbound,
  { attachments = [], operatorId, initiative }: Intent,
): Promise<{ readonly files: readonly OutgoingFile[]; readonly gone: readonly Reason[] }> {
  const kept = await Promise.all(attachments.map(({ id }) => o.journal.attachments.get(id)))
  const owner = initiative === undefined ? operatorId : ownerOfStep(initiative)
  const isGone = (index: number): boolean => kept[index]?.ownerId !== owner
  return {
    files: attachments.filter((_, index) => !isGone(index)),
    gone: attachments
      .filter((_, index) => isGone(index))
      .map(({ name }) => reason('attachment-gone', { kind: 'remove-attachment', name }, { name })),
  }
}

// Control characters, and those that turn the direction of writing around and so hide a file's true ending.
const UNSEEN = /[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu

/** The last part of a path, without what cannot be seen, not too long and with its ending; `''` when nothing is left. */
export function cleanFileName(given: string): string {
  const last = given.toWellFormed().split(/[/\\]/).at(-1) ?? ''
  const name = last
    .replaceAll(UNSEEN, '')
    .replaceAll(/\s+/g, ' ')
    .replace(/^[ .]+/, '')
    .replace(/[ .]+$/, '')
  if (name.length <= LONGEST_NAME) return name
  const ending = /\.[^.]{1,20}$/.exec(name)?.[0] ?? ''
  return (
    name
      .slice(0, LONGEST_NAME - ending.length)
      .toWellFormed()
      .replaceAll('\uFFFD', '')
      .trimEnd() + ending
  )
}
