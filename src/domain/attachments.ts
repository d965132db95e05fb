import { reason, type Reason } from './reasons.ts'

/** What a channel takes in files (R-FILE-1). Each `null`: the host names no limit. */
export interface AttachmentPolicy {
  /** File name endings, lower case, without the dot. */
  readonly formats: readonly string[] | null
  readonly maxBytes: number | null
  /** Another limit for files with this ending: messengers take less of a picture than of a document. */
  readonly maxBytesOf?: Readonly<Record<string, number>> | undefined
  /** All files of one message together. */
  readonly maxTotalBytes: number | null
  readonly maxCount: number | null
  /** May files go without a text (R-MSG-1)? */
  readonly alone: boolean
}

/** As much of a file as the rules ask for. `size` in bytes. */
export interface FileFacts {
  readonly name: string
  readonly size: number
}

/** What is wrong with this one file, whatever the others are; the facts name it (R-FILE-1). Empty when nothing is. */
export function assessFile(policy: AttachmentPolicy | undefined, { name, size }: FileFacts): Reason[] {
  const remedy = { kind: 'remove-attachment', name } as const
  if (!policy) return [reason('attachments-not-taken', remedy, { name })]
  const found: Reason[] = []
  if (policy.formats && !policy.formats.includes(formatOf(name)))
    found.push(
      reason('attachment-format', remedy, {
        name,
        formats: policy.formats.join(', '),
      }),
    )
  if (size === 0) found.push(reason('attachment-empty', remedy, { name }))
  const limitBytes = limitOf(policy, formatOf(name))
  if (limitBytes !== null && size > limitBytes)
    found.push(reason('attachment-too-large', remedy, { name, bytes: size, limitBytes }))
  return found
}

/** What is wrong with all files of a message: each by itself, their number, and their sum (R-FILE-1). */
export function assessFiles(policy: AttachmentPolicy | undefined, files: readonly FileFacts[]): Reason[] {
  const found = files.flatMap((file) => assessFile(policy, file))
  if (!policy) return found
  if (policy.maxCount !== null && files.length > policy.maxCount)
    found.push(
      reason(
        'too-many-attachments',
        { kind: 'fill', field: 'attachments' },
        { count: files.length, limit: policy.maxCount },
      ),
    )
  const total = files.reduce((sum, { size }) => sum + size, 0)
  if (policy.maxTotalBytes !== null && total > policy.maxTotalBytes)
    found.push(
      reason(
        'attachments-too-large',
        { kind: 'fill', field: 'attachments' },
        { bytes: total, limitBytes: policy.maxTotalBytes },
      ),
    )
  return found
}

function limitOf({ maxBytes, maxBytesOf = {} }: AttachmentPolicy, format: string): number | null {
  return Object.hasOwn(maxBytesOf, format) ? (maxBytesOf[format] ?? maxBytes) : maxBytes
}

/** The ending of a file name in lower case, `''` when it has none. */
export function formatOf(name: string): string {
  return /\.([^./\\]+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
}
