import { z } from 'zod'
import { CHANNELS, OPERATOR_STATUSES } from '../domain/words.ts'
import { CUSTOMER_ACTIONS } from './engine/index.ts'
import { FaultSchema, SEEDS } from './engine/schema.ts'

const Id = z.string().min(1).max(200)
const Text = z.string().min(1).max(100_000)

/** A file that a customer or an operator attaches: its bytes in base64, or a text as it is; neither: an empty file. */
const NewFile = z.strictObject({
  name: z.string().min(1).max(255),
  type: z.string().max(200).optional(),
  base64: z.base64().max(20_000_000).optional(),
  text: z.string().max(1_000_000).optional(),
})
const Files = z.array(NewFile).max(20).optional()

/** The bytes of a file of a body. */
export function bytesOf({ base64, text = '' }: z.infer<typeof NewFile>): Uint8Array {
  return base64 === undefined ? new TextEncoder().encode(text) : Buffer.from(base64, 'base64')
}

/** Bodies of the oracle. They are strict, so that a misspelt field is told and not ignored. */
export const ResetBody = z.strictObject({ seed: z.enum(SEEDS).optional() })
export const FaultBody = z.strictObject(FaultSchema.omit({ untilAt: true }).shape)
export const CustomerBody = z.strictObject({
  channel: z.enum(CHANNELS),
  address: z.string().min(1).max(254),
  action: z.enum(CUSTOMER_ACTIONS),
  text: Text.optional(),
  attachments: Files,
})
export const ClockBody = z.strictObject({
  advanceMs: z
    .number()
    .int()
    .nonnegative()
    .max(10 * 365 * 24 * 3_600_000),
})
export const HostSessionBody = z.strictObject({
  contactId: Id,
  lineId: Id,
  channel: z.enum(CHANNELS),
  address: z.string().min(1).max(254),
  operatorId: Id,
  text: Text,
})
export const HostMessageBody = z.strictObject({
  sessionId: Id,
  operatorId: Id,
  text: Text,
  attachments: Files,
})
export const NoteBody = z.strictObject({ sessionId: Id, operatorId: Id, text: Text })
export const CloseBody = z.strictObject({ sessionId: Id })
export const AssignBody = z.strictObject({ sessionId: Id, operatorId: Id })
export const OperatorBody = z.strictObject({ id: Id, status: z.enum(OPERATOR_STATUSES) })
/** A dialect checks its own profile. */
export const AnyObject = z.record(z.string(), z.unknown())
