import { HostError } from '../../src/hosts/errors.ts'
import type { Outbound } from '../../src/outbound/index.ts'
import type { Session } from '../../src/domain/words.ts'
import type { WireAfter } from '../../src/wire/draft.ts'
import type { WireStartSession } from '../../src/wire/requests.ts'
import type { Extras } from './fake-extras.ts'
import type { World } from './fake-host.ts'

export const GROUP = { kind: 'group', id: 'g-1', name: 'Second line' } as const
export const IRINA = { kind: 'operator', id: 'op-2', name: 'Irina' } as const
export const ALL: Extras = {
  after: ['assign-to-me', 'close', 'hand-over'],
  targets: [GROUP, IRINA],
  close: 'assignee',
}
export const handOver = (
  target: typeof GROUP | typeof IRINA = GROUP,
  comment: string | null = null,
): WireAfter => ({
  kind: 'hand-over',
  target,
  comment,
})
export const error = (code: HostError['code'], happened: 'no' | 'maybe', kind: HostError['kind']) =>
  new HostError('No.', { code, kind, happened })
export const NOT_ALLOWED = { error: error('not-allowed', 'no', 'not-allowed'), done: false }
export const LOST = { error: error('host-unreachable', 'maybe', 'later'), done: true }
export const AWAY = { error: error('host-unreachable', 'no', 'later'), done: false }

/** What was done with a session after its message. */
export function deedsOn(world: World, sessionId: string | null): string[] {
  return world.deeds.filter((deed) => deed.includes(` ${sessionId}`))
}

export function sessionOf(world: World, { contactId }: WireStartSession): Session | undefined {
  return world.sessions.find((session) => session.contactId === contactId)
}

/** The steps of the operation as they were recorded. */
export async function stepsOf(o: Outbound, { operationId }: WireStartSession): Promise<string[]> {
  return (await o.journal.operations.steps(operationId)).map(({ name, outcome }) => `${name} ${outcome}`)
}
