import type { Live } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { followCable } from './cable.ts'
import { eventsOf } from './events.ts'
import { CableEvent, PubsubAnswer, type WireEvent } from './wire-events.ts'

/**
 * The host's socket (facts, 6.1). What opens it is asked of the owner of the token each time, and never shown. Frames have no numbers,
 * so whoever begins to listen looks for what was before.
 */
export function liveOf(chatwoot: Pick<Chatwoot, 'root' | 'settings' | 'ids'>, open: () => WebSocket): Live {
  const { root, settings, ids } = chatwoot
  return {
    async listen(ear, stop) {
      const own = await root.read({ method: 'GET', path: 'profile', answer: PubsubAnswer })
      const account_id = settings.accountId
      const room = { channel: 'RoomChannel', pubsub_token: own.pubsub_token, account_id, user_id: own.id }
      const line = { open, identifier: JSON.stringify(room), connectMs: settings.readMs, stop }
      await followCable(line, {
        onConfirmed: () => ear.onListening(),
        onMessage(message, raw) {
          const event = CableEvent.safeParse(message).data
          // The socket of a user brings events of his other accounts too.
          if (event?.data.account_id === account_id) ear.onPush(eventsOf(ids, asHook(event), raw))
        },
      })
    },
  }
}

/** In the words of the web hooks, so that an event that comes both ways is one event. */
function asHook({ event, data }: CableEvent): WireEvent {
  const { conversation_id: conversation, ...rest } = data
  return {
    event: event.replace('.', '_'),
    ...rest,
    ...(conversation !== undefined && { conversation: { id: conversation } }),
  }
}
