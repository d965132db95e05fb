import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Files } from '../../../src/hosts/port.ts'
import { bytesOf, contractFiles, CONTRACT_FILES } from '../../contract/files.ts'

/** The files of the contract under addresses of their own, as the gateway has them: this host fetches what is sent. */
export async function serveFiles(): Promise<{ files: Files; url: string; stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const [, id = ''] = (request.url ?? '').split('/')
    const file = CONTRACT_FILES.find((one) => one.id === id)
    if (file) response.writeHead(200, { 'content-type': file.type }).end(bytesOf(id))
    else response.writeHead(404).end()
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    files: {
      read: contractFiles.read,
      link: async ({ id, name }) => {
        // What is not kept has no address.
        await contractFiles.read(id)
        return `${url}/${id}/${encodeURIComponent(name)}`
      },
    },
    stop: () =>
      new Promise((stopped) => {
        server.close(() => stopped())
        server.closeAllConnections()
      }),
  }
}
