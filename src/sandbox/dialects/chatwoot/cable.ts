import type { ServerType } from '@hono/node-server'
import { setImmediate as turn } from 'node:timers/promises'
import { WebSocketServer, type WebSocket } from 'ws'
import { z } from 'zod'
import type { EngineEvent } from '../../engine/index.ts'
import { frameOf, type Frame } from './cable-frames.ts'
import { seesLine, type Caller } from './caller.ts'
import { numberOf } from './ids.ts'
import type { Scene } from './scene.ts'
import { pubsubToken, TENANT } from './values.ts'

const PATH = '/cable'
const PROTOCOL = 'actioncable-v1-json'
const PING_MS = 3000

const Command = z.object({ command: z.string(), identifier: z.string() })
const Room = z.object({
  channel: z.literal('RoomChannel'),
  pubsub_token: z.string(),
  account_id: z.literal(TENANT.accountId),
  user_id: z.number(),
})

/** Who listens, and under what name he subscribed. */
interface Listener {
  readonly caller: Caller
  readonly identifier: string
}

/**
 * ActionCable at `/cable` with the channel `RoomChannel` (facts, 6.1): welcome, pings, subscriptions, and every event to those who see
 * its inbox. Nothing is numbered or repeated: what was missed is missed.
 */
export function openCable(scene: Scene): { attach(server: ServerType): void; stop(): void } {
  const sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => (offered.has(PROTOCOL) ? PROTOCOL : false),
  })
  const listeners = new Map<WebSocket, Listener>()
  let waiting: { frame: Frame; lineId: string | null }[] = []

  sockets.on('connection', (socket: WebSocket) => {
    socket.on('close', () => listeners.delete(socket))
    socket.on('message', (raw) => obey(socket, String(raw)))
    if (scene.profile.now.socket === 'unauthorized') {
      tell(socket, { type: 'disconnect', reason: 'unauthorized', reconnect: false })
      socket.close()
      return
    }
    tell(socket, { type: 'welcome' })
  })

  function obey(socket: WebSocket, raw: string): void {
    const asked = Command.safeParse(jsonIn(raw)).data
    // `update_presence` and the like change nothing that this account shows.
    if (asked?.command !== 'subscribe') return
    const { identifier } = asked
    const caller = scene.profile.now.socket === 'rejects' ? null : callerIn(scene, identifier)
    if (caller) listeners.set(socket, { caller, identifier })
    tell(socket, { identifier, type: caller ? 'confirm_subscription' : 'reject_subscription' })
  }

  async function broadcast(): Promise<void> {
    await turn()
    const { socketOrder, socketForeign } = scene.profile.now
    const frames = socketOrder === 'newest-first' ? waiting.toReversed() : waiting
    waiting = []
    for (const { frame, lineId } of frames)
      for (const [socket, { caller, identifier }] of listeners) {
        if (lineId !== null && !seesLine(scene, caller, lineId)) continue
        if (socketForeign) tell(socket, { identifier, message: foreign(frame) })
        tell(socket, { identifier, message: frame })
      }
  }

  const stopListening = scene.engine.on((event: EngineEvent) => {
    if (closedDoor(scene)) return dropAll()
    const frame = frameOf(scene, event)
    if (!frame) return
    if (waiting.length === 0) void broadcast()
    waiting.push({ frame, lineId: 'session' in event ? event.session.lineId : null })
  })
  const pinging = setInterval(() => {
    if (closedDoor(scene)) return dropAll()
    for (const socket of sockets.clients)
      tell(socket, { type: 'ping', message: Math.floor(Date.now() / 1000) })
  }, PING_MS)

  function dropAll(): void {
    for (const socket of sockets.clients) socket.terminate()
  }

  return {
    attach(server) {
      server.on('upgrade', (request, socket, head) => {
        const known = new URL(request.url ?? '/', 'http://localhost').pathname === PATH
        if (!known || scene.profile.now.socket === 'off') {
          socket.end('HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\nConnection: close\r\n\r\n')
          return
        }
        sockets.handleUpgrade(request, socket, head, (opened) => sockets.emit('connection', opened, request))
      })
    },
    stop() {
      clearInterval(pinging)
      stopListening()
      dropAll()
      sockets.close()
    },
  }
}

/** A proxy or a restart that ends what was open. */
const closedDoor = (scene: Scene): boolean => scene.profile.now.socket !== 'open'

function callerIn({ engine }: Scene, identifier: string): Caller | null {
  const room = Room.safeParse(jsonIn(identifier)).data
  if (!room) return null
  if (room.user_id === TENANT.service.id && room.pubsub_token === pubsubToken(null))
    return { kind: 'service', operatorId: null }
  const agent = engine.store.operators.find(({ id }) => numberOf(id) === room.user_id)
  if (!agent || room.pubsub_token !== pubsubToken(agent.id)) return null
  return { kind: 'agent', operatorId: agent.id }
}

/** The same event in an account of somebody else. */
function foreign({ event, data }: Frame): Frame {
  return { event, data: { ...data, account_id: TENANT.accountId + 1 } }
}

function tell(socket: WebSocket, frame: object): void {
  if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(frame))
}

function jsonIn(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
