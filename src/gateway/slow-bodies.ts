import type { IncomingMessage, Server } from 'node:http'
import type { Socket } from 'node:net'

/** A body must bring so many bytes with each look, on average 270 a second: less than the slowest line that anybody works over. */
const LEAST_BYTES = 8 * 1024
const LOOK_EVERY_MS = 30_000

interface Body {
  readonly socket: Pick<Socket, 'bytesRead' | 'destroy'>
  /** Read from the socket, and not yet taken by us. */
  readonly readableLength: number
  readonly readableHighWaterMark: number
  readonly complete: boolean
}

/**
 * Cuts off whoever holds a connection open with a body that hardly comes. Node's own limit (`requestTimeout`, five minutes) is for the
 * whole request, and would cut a list of a million rows off on a slow line, however steadily it comes.
 */
export function cutSlowBodies(server: Server): void {
  const bodies = slowBodies(LEAST_BYTES)
  server.requestTimeout = 0
  server.on('request', (request: IncomingMessage) => {
    if (request.headers['content-length'] === undefined && request.headers['transfer-encoding'] === undefined)
      return
    bodies.add(request)
    request.once('close', () => bodies.delete(request))
  })
  const looks = setInterval(() => bodies.look(), LOOK_EVERY_MS).unref()
  server.once('close', () => clearInterval(looks))
}

/** Bodies that are still coming. `look` destroys the connections of those that brought too little since the look before. */
export function slowBodies(leastBytes: number) {
  const known = new Map<Body, number>()
  return {
    add: (body: Body): void => void known.set(body, body.socket.bytesRead - leastBytes),
    delete: (body: Body): void => void known.delete(body),
    look(): void {
      for (const [body, before] of known) {
        const { socket, complete } = body
        // What waits for us shows that it is we who are slow.
        const ours = body.readableLength >= body.readableHighWaterMark
        if (complete) known.delete(body)
        else if (!ours && socket.bytesRead - before < leastBytes) socket.destroy()
        else known.set(body, socket.bytesRead)
      }
    },
  }
}
