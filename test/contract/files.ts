import { HostError } from '../../src/hosts/errors.ts'
import type { Files, OutgoingFile } from '../../src/hosts/port.ts'

const CONTENTS: Readonly<Record<string, { name: string; type: string; text: string }>> = {
  'file-1': { name: 'счёт 15.pdf', type: 'application/pdf', text: '%PDF-1.7 an invoice' },
  'file-2': { name: 'lamp.png', type: 'image/png', text: '\u0089PNG a lamp' },
  'file-3': { name: 'offer (final).docx', type: 'application/octet-stream', text: 'PK an offer' },
}

/** The files of the suite, in the order in which they are attached. */
export const CONTRACT_FILES: readonly OutgoingFile[] = Object.entries(CONTENTS).map(([id, file]) => ({
  id,
  name: file.name,
  type: file.type,
  size: bytesOf(id).byteLength,
}))

export function bytesOf(id: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(CONTENTS[id]?.text ?? '')
}

/** What an adapter under test reads them from. `link` is a host's own affair: give another where a host fetches files. */
export const contractFiles: Files = {
  read: async (id) => {
    if (Object.hasOwn(CONTENTS, id)) return bytesOf(id)
    throw new HostError('The attached file is not kept any more.', {
      kind: 'fix-data',
      code: 'bad-request',
      happened: 'no',
    })
  },
  link: async ({ id, name }) => `https://files.example/${id}/${encodeURIComponent(name)}`,
}
