import type { Line } from '../../domain/words.ts'
import { remembered } from '../remember.ts'
import type { Edna } from './api.ts'
import { ChannelsAnswer, type WireChannel } from './wire.ts'

const CHANNELS_FRESH_MS = 30_000

/** The channels of Pulse; they are remembered for a short while. */
export function pulseChannelsOf(edna: Edna): () => Promise<readonly WireChannel[]> {
  const { pulse } = edna
  if (!pulse) return async () => []
  return remembered(
    () => pulse.read({ method: 'GET', path: 'channel-profile', answer: ChannelsAnswer }),
    Math.min(CHANNELS_FRESH_MS, edna.settings.threadsFreshForMs * 6),
    edna.now,
  )
}

/** A channel may send when it is registered, which gives it a subjectId, and active (facts, 3.1). */
export function isReady(channel: WireChannel, subjectId: number): boolean {
  return channel.subjectId === subjectId && channel.active !== false
}

/**
 * The lines of the settings: Chat Center lists none. A line with a Pulse channel is there while that channel is active; the
 * login is checked by whoever reads or sends.
 */
export function linesOf(
  { settings }: Edna,
  channels: () => Promise<readonly WireChannel[]>,
): { list(): Promise<readonly Line[]> } {
  return {
    list: async () => {
      const known = await channels()
      const lines = settings.lines.filter(
        ({ pulseSubjectId }) =>
          settings.pulse === null ||
          pulseSubjectId === null ||
          known.some((channel) => isReady(channel, pulseSubjectId)),
      )
      const ids = new Set(lines.map(({ id }) => id))
      return [...ids].flatMap((id) => {
        const own = lines.filter((line) => line.id === id)
        const [first] = own
        if (!first) return []
        const { name, operators, supervisors } = first
        return [{ id, name, channels: own.map(({ channel }) => channel), operators, supervisors }]
      })
    },
  }
}
