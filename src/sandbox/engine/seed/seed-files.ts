import { fileUrl } from '../file-url.ts'
import type { Attachment } from '../types.ts'
import { lampFilm, lampPicture, voice } from './pictures.ts'

interface SeedFile {
  readonly name: string
  readonly type: string
  readonly width?: number
  readonly height?: number
  make(): Uint8Array
}

/** Files of the demo's talks by their ids; their bytes are made when somebody looks. */
const FILES = {
  'seed-1': {
    name: 'Царапина на основании.png',
    type: 'image/png',
    width: 640,
    height: 480,
    make: () => lampPicture(640, 480, [46, 52, 64], [255, 214, 138]),
  },
  'seed-2': {
    name: 'hallway.png',
    type: 'image/png',
    width: 360,
    height: 640,
    make: () => lampPicture(360, 640, [70, 62, 58], [255, 236, 200]),
  },
  'seed-3': { name: 'voice-message.wav', type: 'audio/wav', make: () => voice(7) },
  'seed-4': { name: 'Как мигает.webm', type: 'video/webm', width: 320, height: 240, make: lampFilm },
} as const satisfies Record<string, SeedFile>
export type SeedFileId = keyof typeof FILES

const made = new Map<string, Uint8Array>()

/** The bytes of a file of the demo; `null` for every other id. */
export function seedBytes(id: string): Uint8Array | null {
  if (!Object.hasOwn(FILES, id)) return null
  const bytes = made.get(id) ?? FILES[id as SeedFileId].make()
  made.set(id, bytes)
  return bytes
}

/** The file as it goes with a message. */
export function seedAttachment(id: SeedFileId): Attachment {
  const file: SeedFile = FILES[id]
  const { name, type, width = null, height = null } = file
  return { name, type, size: seedBytes(id)?.byteLength ?? null, url: fileUrl(id, name), width, height }
}

/** What the store keeps of them. */
export function seedFiles() {
  return Object.entries(FILES).map(([id, { name, type }]) => {
    return { id, name, type, size: seedBytes(id)?.byteLength ?? 0 }
  })
}
