import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import { newId } from '../../engine/world.ts'

const Attributes = z.record(z.string(), z.json())

const ConversationNotes = z.object({
  customAttributes: Attributes.default({}),
  /** A bot has it, or it sleeps; `null`: as the session's own state says. */
  held: z.enum(['pending', 'snoozed']).nullable().default(null),
  /** Private notes and lines about what happened: they never leave the host. */
  extras: z
    .array(
      z.object({
        id: z.string(),
        text: z.string(),
        kind: z.enum(['note', 'activity']),
        contentAttributes: Attributes.default({}),
        operatorId: z.string().nullable(),
        at: z.string(),
      }),
    )
    .default([]),
})
type ConversationNotes = z.infer<typeof ConversationNotes>

const MessageNotes = z.object({
  contentAttributes: Attributes.default({}),
  /** Written by the integration's own user. */
  byService: z.boolean().default(false),
  /** As whoever wrote it gave it. */
  sourceId: z.string().nullable().default(null),
})
type MessageNotes = z.infer<typeof MessageNotes>

/** What Chatwoot keeps and the engine does not: it lies in the store's own key-value part, and so ends with a reset. */
export function rememberIn(engine: Engine) {
  const read = <S extends z.ZodType>(key: string, schema: S): z.output<S> =>
    schema.parse(engine.store.storage[`chatwoot:${key}`] ?? {})
  return {
    conversation: (id: string): ConversationNotes => read(id, ConversationNotes),
    note(id: string, patch: Partial<ConversationNotes>): void {
      engine.putStorage(`chatwoot:${id}`, { ...read(id, ConversationNotes), ...patch })
    },
    /** A private note, or a line about what happened. */
    addExtra(
      id: string,
      kind: 'note' | 'activity',
      text: string,
      operatorId: string | null,
      contentAttributes: z.infer<typeof Attributes> = {},
    ): string {
      const at = engine.now().toISOString()
      const extra = { id: newId('m'), text, kind, contentAttributes, operatorId, at }
      const known = read(id, ConversationNotes)
      engine.putStorage(`chatwoot:${id}`, { ...known, extras: [...known.extras, extra] })
      return extra.id
    },
    message: (id: string): MessageNotes => read(id, MessageNotes),
    noteMessage(id: string, notes: MessageNotes): void {
      engine.putStorage(`chatwoot:${id}`, notes)
    },
    /** Links whose source id was taken away by another contact (facts, 3). */
    renamed: (accountId: string): string | null =>
      z
        .string()
        .nullable()
        .catch(null)
        .parse(engine.store.storage[`chatwoot:${accountId}`] ?? null),
    rename(accountId: string, sourceId: string): void {
      engine.putStorage(`chatwoot:${accountId}`, sourceId)
    },
    blocked: (contactId: string): boolean => engine.contact(contactId)?.hostFields['blocked'] === true,
  }
}
export type Memory = ReturnType<typeof rememberIn>
