import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { OutgoingFile, SendRequest } from '../port.ts'
import type { Elma365 } from './api.ts'
import { DoneAnswer } from './wire.ts'

/** Larger files go in parts; the size of a part is a public client's (G5). */
const PART_BYTES = 5 * 1024 * 1024

/** A file that was uploaded, as the value of a variable of the type Files (A2). */
interface UploadedFile {
  readonly name: string
  readonly hash: string
}

/**
 * Puts the files of a message where the process finds them. The one place that knows how: that the start variable `files` takes
 * them, and that the node sends them on, is inferred (see the README). Nothing has gone to the customer yet, so whatever fails
 * here proves that nothing was sent.
 */
export async function uploadFiles(elma: Elma365, { attachments = [] }: SendRequest): Promise<UploadedFile[]> {
  if (attachments.length === 0) return []
  const { files: setup } = elma.settings
  if (setup === null)
    throw new HostError('No folder is set up for the files of messages.', {
      kind: 'fix-setup',
      code: 'setup-incomplete',
      happened: 'no',
    })
  try {
    return await Promise.all(attachments.map((file) => upload(elma, setup.directory, file)))
  } catch (error) {
    throw error instanceof HostError ? nothingSent(error) : error
  }
}

async function upload({ web, files }: Elma365, directory: string, file: OutgoingFile): Promise<UploadedFile> {
  const bytes = await files.read(file.id)
  const size = bytes.byteLength
  const hash = crypto.randomUUID()
  for (let from = 0; from < size; from += PART_BYTES) {
    const to = Math.min(from + PART_BYTES, size)
    const form = new FormData()
    form.append('file', new File([bytes.slice(from, to)], file.name, { type: file.type }))
    await web.deed({
      method: 'POST',
      path: `${path('disk', 'directory', directory, 'upload')}?hash=${hash}`,
      form,
      // The end is told as the place after the last byte, as public clients do (G5, G3).
      headers: { 'content-range': `bytes ${from}-${to}/${size}` },
      answer: DoneAnswer,
    })
  }
  return { name: file.name, hash }
}

function nothingSent({ message, kind, code, hostText, retryAfterMs, cause }: HostError): HostError {
  return new HostError(message, {
    kind,
    code,
    happened: 'no',
    ...(hostText !== null && { hostText }),
    ...(retryAfterMs !== null && { retryAfterMs }),
    cause,
  })
}
