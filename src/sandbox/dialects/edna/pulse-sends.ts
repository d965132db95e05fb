import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'

/** Kept in the engine's small store, so that it lives and is forgotten with everything else. */
const KEY = 'pulse-sends'

const SendSchema = z.object({
  messageId: z.number(),
  requestId: z.string().nullable(),
  comment: z.string().nullable(),
  phone: z.string(),
  subjectId: z.number(),
  text: z.string(),
  /** The message it became; `null`: it was cancelled. */
  storeId: z.string().nullable(),
  at: z.iso.datetime(),
})
export type PulseSend = z.infer<typeof SendSchema>
const Sends = z.array(SendSchema)

/** What was sent through Pulse, oldest first. */
export function readSends(engine: Engine): readonly PulseSend[] {
  return Sends.parse(engine.store.storage[KEY] ?? [])
}

/** Answers the vendor's number of the message. */
export function writeSend(engine: Engine, send: Omit<PulseSend, 'messageId'>): number {
  const known = readSends(engine)
  const messageId = 8001 + known.length
  engine.putStorage(KEY, [...known, { ...send, messageId }])
  return messageId
}
