import type { HookEvent, MarkEvent, Push } from '../hosts/port.ts'
import { noteMark, refreshSession, showMarked } from '../outbound/index.ts'
import type { Background } from './background.ts'
import { asMachine } from './lane.ts'
import type { Workspace } from './workspaces.ts'

export interface Pushes {
  /**
   * Takes what a host pushed, by a web hook or a connection, as often and in whatever order it comes. What only the push tells is
   * noted before this resolves; what it says where to look is looked at afterwards.
   * @throws JournalUnavailable: the host may push it again.
   */
  take(workspace: Workspace, pushes: readonly Push[]): Promise<void>
}

/**
 * Whatever comes by a push of any kind goes through here. A look that fails is found by the next look of an open card or a waiting
 * step, so a push that is lost costs time and nothing else.
 */
export function pushes(given: { readonly background: Background; now(): Date }): Pushes {
  const { background, now } = given
  /** Sessions that are being looked at; `again`: something came meanwhile that the look may not have seen. */
  const looking = new Map<string, { again: boolean }>()

  async function look({ id, outbound }: Workspace, sessionId: string): Promise<void> {
    const name = JSON.stringify([id, sessionId])
    const under = looking.get(name)
    if (under) {
      under.again = true
      return
    }
    const own = { again: false }
    looking.set(name, own)
    try {
      do {
        own.again = false
        await refreshSession(outbound, sessionId)
      } while (own.again)
    } finally {
      looking.delete(name)
    }
  }

  async function lookOnce(workspace: Workspace, { eventId, sessionId }: HookEvent): Promise<void> {
    const { hooks, seen } = workspace.outbound.journal
    if (!(await hooks.firstTime(eventId, now()))) return
    // A host tells of all its conversations; of most of them nobody here wants to know.
    if (await seen.minds(sessionId)) await look(workspace, sessionId)
  }

  async function noted({ outbound }: Workspace, event: MarkEvent): Promise<void> {
    const operation = await noteMark(outbound, event)
    if (operation) keep('showing what a host told of a message', () => showMarked(outbound, event, operation))
  }

  // A person who waits for an answer comes before what a host says without being asked.
  const keep = (what: string, work: () => Promise<void>): void => background.keep(what, asMachine(work))

  return {
    async take(workspace, events) {
      for (const event of events) {
        if ('mark' in event) await noted(workspace, event)
        else keep('looking at what a host pushed', () => lookOnce(workspace, event))
      }
    },
  }
}
