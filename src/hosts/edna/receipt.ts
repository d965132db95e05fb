import * as z from 'zod'

const ReceiptSchema = z.object({
  by: z.enum(['chat-center', 'pulse']),
  /** The host's number of the message, where it told one. */
  id: z.number().nullable(),
  /** The thread it opened, where the host told it. */
  thread: z.number().nullable(),
})
type EdnaReceipt = z.infer<typeof ReceiptSchema>

/** What the host answered, to be kept until the message is found. */
export function writeReceipt(receipt: EdnaReceipt): { reference: string } {
  return { reference: JSON.stringify(receipt) }
}

/** Ours, or nothing known for a reference that is not. */
export function readReceipt(reference: string): EdnaReceipt {
  try {
    return ReceiptSchema.parse(JSON.parse(reference))
  } catch {
    return { by: 'chat-center', id: null, thread: null }
  }
}
