import * as z from 'zod/mini'
import { MessageSchema, OperationSchema, SessionSchema } from './schemas.ts'

/** `GET /v1/stream?cursor=…` (server-sent events): `id` is the cursor, `event` the kind, `data` this JSON. */
export const StreamEventSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('session'), session: SessionSchema }),
  z.object({ kind: z.literal('message'), message: MessageSchema }),
  z.object({ kind: z.literal('operation'), operation: OperationSchema }),
  /** The stream cannot go on from that cursor: load the card again. */
  z.object({ kind: z.literal('reload') }),
])

export type WireStreamEvent = z.infer<typeof StreamEventSchema>
