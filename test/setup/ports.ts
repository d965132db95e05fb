import { createServer, type AddressInfo, type Server } from 'node:net'

/** Listens there, so that nobody else can. @throws the error of Node when somebody does already. */
export function occupied(port: number, host = '127.0.0.1'): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen(port, host, () => resolve(server))
  })
}

/** A port that is free now, and the next one too. */
export async function freePair(): Promise<number> {
  const first = await occupied(0)
  const { port } = first.address() as AddressInfo
  const next = await occupied(port + 1).catch(() => null)
  first.close()
  next?.close()
  return next ? port : freePair()
}
