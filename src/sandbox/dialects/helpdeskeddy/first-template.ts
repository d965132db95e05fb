import type { Engine, Message } from '../../engine/index.ts'
import type { ProfileHolder } from './profile.ts'
import type { SessionView } from './ticket.ts'
import { TENANT } from './values.ts'

const WINDOW_MS = 24 * 60 * 60 * 1000

/**
 * WhatsApp Business after 24 hours: the host sends the channel's default template first and the text second, and then waits for the
 * client's answer (KB426; that an answer by the API does the same is inferred). Returns what stops the text, `null`: nothing.
 */
export function beforeText(engine: Engine, { now }: ProfileHolder, session: SessionView): Message['failure'] {
  if (session.channel !== 'whatsapp' || now.whatsapp === 'unofficial') return null
  const last = lastInboundAt(engine, session)
  const at = engine.now().getTime()
  if (last !== null && at < Date.parse(last) + WINDOW_MS) return null
  if (now.closedWindow === 'undelivered' || waits(engine, session, last)) return CLOSED
  engine.sendInto(session.id, null, TENANT.defaultTemplate, { template: { body: TENANT.defaultTemplate } })
  return null
}

const CLOSED = { code: 'window-closed', text: 'The client has not answered, and 24 hours have passed.' }

/** Has the default template gone out already, without an answer since? */
function waits(engine: Engine, { id }: SessionView, last: string | null): boolean {
  const since = Math.max(last === null ? 0 : Date.parse(last), engine.now().getTime() - WINDOW_MS)
  return engine.messagesOf(id).some(({ template, at }) => template !== null && Date.parse(at) > since)
}

function lastInboundAt(engine: Engine, { accountId }: SessionView): string | null {
  const times = engine.store.sessions
    .filter((one) => one.accountId === accountId)
    .flatMap(({ id }) => engine.messagesOf(id).findLast(({ direction }) => direction === 'inbound')?.at ?? [])
  return times.toSorted().at(-1) ?? null
}
