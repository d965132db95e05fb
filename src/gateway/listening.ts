import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import type { Hono } from 'hono'
import type { GatewayEnv } from './gateway.ts'
import { Problem, problemResponse } from './problems.ts'
import { cutSlowBodies } from './slow-bodies.ts'

export interface Listening {
  readonly url: string
  readonly port: number
  /** Takes no new connections; resolves when the last request was answered. */
  close(): Promise<void>
  /** Ends what is still open. */
  cutOff(): void
}

const SWEEP_MS = 50

/** Opens the port. @throws Error whose message says which port is in use or why not. */
export async function listen(
  app: Hono<GatewayEnv>,
  { host, port }: { host: string; port: number },
): Promise<Listening> {
  // The platform's own Request and Response stay as they are for everybody else in this program.
  const server = createServer(
    getRequestListener(app.fetch, { overrideGlobalObjects: false, errorHandler: unreadable }),
  )
  cutSlowBodies(server)
  const opened = Promise.withResolvers<void>()
  server.once('error', opened.reject)
  server.listen(port, host, () => opened.resolve())
  try {
    await opened.promise
  } catch (cause) {
    throw new Error(sentence(cause, host, port), { cause })
  }
  const taken = (server.address() as AddressInfo).port
  return {
    port: taken,
    url: `http://${host.includes(':') ? `[${host}]` : host}:${taken}`,
    close() {
      const { promise, resolve } = Promise.withResolvers<void>()
      // A connection that was busy when the server closed is kept alive by Node after its answer; nobody asks on it again.
      const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS)
      server.close(() => {
        clearInterval(sweep)
        resolve()
      })
      return promise
    },
    cutOff: () => server.closeAllConnections(),
  }
}

function sentence(cause: unknown, host: string, port: number): string {
  const code: unknown = cause instanceof Error ? Reflect.get(cause, 'code') : null
  if (code === 'EADDRINUSE')
    return `Port ${port} is in use: stop the other program or choose another port with PORT.`
  if (code === 'EACCES') return `Port ${port} may not be opened by this user: choose another one with PORT.`
  if (code === 'EADDRNOTAVAIL') return `This machine has no address ${host}: choose another one with HOST.`
  return `The gateway cannot listen on ${host}, port ${port}.`
}

/** For what is no request at all, like an address that cannot be read. */
function unreadable(): Response {
  return problemResponse(new Problem('not-found'), 'en')
}
