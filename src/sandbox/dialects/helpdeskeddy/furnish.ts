import type { Store } from '../../engine/index.ts'
import { ticketKey } from './notes.ts'
import { TENANT } from './values.ts'

const MINUTE_MS = 60_000

/**
 * What the staff of this tenant did that not every vendor has: a post whose words were changed, a letter's ticket with copies, and
 * what the host sent by itself (facts, 3.2, 3.4, 5).
 */
export function furnish({ sessions, messages, storage, deliveries, seed }: Store): void {
  if (seed === 'empty') return
  const letters = messages.find(({ parts }) => parts.html !== undefined)
  if (letters) storage[ticketKey(letters.sessionId)] = { cc: [...(letters.parts.cc ?? [])] }

  const on = (id: string) => sessions.find((session) => session.id === id)?.channel
  const ours = messages.filter(
    ({ sessionId, direction }) => direction === 'outbound' && on(sessionId) === 'whatsapp',
  )
  const answered = ours.find(({ parts }) => parts.replyTo !== undefined)
  const changed = ours.findLast(
    ({ sessionId, parts }) => sessionId === answered?.sessionId && parts.deletedAt === undefined,
  )
  if (changed)
    changed.parts = {
      ...changed.parts,
      editedAt: new Date(Date.parse(changed.at) + 2 * MINUTE_MS).toISOString(),
    }

  const bySystem = ours.find(({ author }) => author.kind === 'system')
  if (!bySystem) return
  bySystem.text = TENANT.defaultTemplate
  bySystem.template = { approved: true, header: null, body: bySystem.text, footer: null, buttons: [] }
  for (const delivery of deliveries) if (delivery.messageId === bySystem.id) delivery.text = bySystem.text
}
