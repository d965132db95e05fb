import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { Run } from '../../engine/index.ts'

/** What a ticket has and a session of the engine has not. */
const NotesSchema = z.object({
  source: z.string().nullable().default(null),
  departmentId: z.number().nullable().default(null),
  statusId: z.string().nullable().default(null),
  typeId: z.number().default(0),
  deleted: z.boolean().default(false),
  locked: z.boolean().default(false),
  cc: z.array(z.string()).default([]),
  bcc: z.array(z.string()).default([]),
  followers: z.array(z.number()).default([]),
  /** Numbers of posts that were deleted. */
  deletedPosts: z.array(z.number()).default([]),
  comments: z
    .array(
      z.object({
        id: z.number(),
        userId: z.number(),
        text: z.string(),
        at: z.string(),
        editedAt: z.string().optional(),
      }),
    )
    .default([]),
})
export type Notes = z.infer<typeof NotesSchema>

/** Where they stand in the store's key-value part. */
export function ticketKey(sessionId: string): string {
  return `helpdeskeddy/tickets/${sessionId}`
}

export function notesOf(engine: Engine, sessionId: string): Notes {
  return NotesSchema.parse(engine.store.storage[ticketKey(sessionId)] ?? {})
}

/** A note among the staff, numbered within its ticket. */
export function addComment(
  engine: Engine,
  sessionId: string,
  userId: number,
  text: string,
): Notes['comments'][number] {
  const { comments } = notesOf(engine, sessionId)
  const id = Math.max(0, ...comments.map((one) => one.id)) + 1
  const comment = { id, userId, text, at: engine.now().toISOString() }
  putNotes(engine, sessionId, { comments: [...comments, comment] })
  return comment
}

/** They stand in the store's own key-value part, so that they live and are forgotten with it. */
export function putNotes(engine: Engine, sessionId: string, patch: Partial<Notes>): void {
  const notes: Run['context'] = { ...notesOf(engine, sessionId), ...patch }
  engine.putStorage(ticketKey(sessionId), notes)
}
