import type { Session } from '../../engine/index.ts'
import type { Scene } from './scene.ts'
import { kindOf } from './values.ts'

/** When the account's person wrote last, or `null`. */
function lastInboundAt({ engine }: Scene, accountId: string): string | null {
  const times = engine.store.sessions
    .filter((session) => session.accountId === accountId)
    .flatMap(({ id }) => engine.messagesOf(id).findLast(({ direction }) => direction === 'inbound')?.at ?? [])
  return times.toSorted().at(-1) ?? null
}

function windowOf({ profile }: Scene, channel: Session['channel']): number | null {
  const { type, windowMs } = kindOf(channel)
  const hours = type === 'Channel::Api' ? profile.now.apiWindowHours : null
  return hours === null ? windowMs : hours * 3_600_000
}

/** Is the window for free text open on this channel? At exactly its end it is closed (scenario 23). */
export function windowOpen(scene: Scene, channel: Session['channel'], accountId: string | null): boolean {
  const windowMs = windowOf(scene, channel)
  if (windowMs === null) return true
  const at = accountId === null ? null : lastInboundAt(scene, accountId)
  return at !== null && scene.engine.now().getTime() < Date.parse(at) + windowMs
}

export function canReply(scene: Scene, session: Readonly<Session>): boolean {
  return windowOpen(scene, session.channel, session.accountId)
}
