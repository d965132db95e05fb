import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A host as a program of its own, so that its work is nobody's: takes whatever it is given, at once, and names it. */
const server = createServer((request, response) => {
  request.resume().on('end', () => response.setHeader('content-type', 'application/json').end('{"id":"m-1"}'))
})
server.listen(0, '127.0.0.1', () =>
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` }),
)
