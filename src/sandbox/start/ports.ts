import { connect, createServer } from 'node:net'
import { StartError } from './options.ts'

/** Throws `StartError` naming the port when somebody listens on one of them, or when it may not be taken. */
export async function claimable(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    // On the other loopback address somebody else could answer to "localhost" in our place.
    if ((await answers(port, '127.0.0.1')) || (await answers(port, '::1'))) throw inUse(port)
    const failure = await listenFailure(port)
    if (failure === 'EADDRINUSE') throw inUse(port)
    if (failure !== null)
      throw new StartError(`Port ${port} cannot be used (${failure}). Choose another with --port.`)
  }
}

function inUse(port: number): StartError {
  return new StartError(
    `Port ${port} is in use. Stop what listens there, or choose another with --port (the gateway takes the next one).`,
  )
}

function answers(port: number, host: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ port, host })
    const end = (found: boolean) => () => {
      socket.destroy()
      resolve(found)
    }
    socket.once('connect', end(true))
    socket.once('error', end(false))
    socket.setTimeout(1000, end(false))
  })
}

function listenFailure(port: number): Promise<string | null> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message))
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(null)))
  })
}
