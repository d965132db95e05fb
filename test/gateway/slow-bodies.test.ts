import { createServer, type IncomingMessage } from 'node:http'
import { connect, type AddressInfo, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { cutSlowBodies, slowBodies } from '../../src/gateway/slow-bodies.ts'

const LEAST = 1000

/** A sender of a long body, piece by piece, and the server that takes it as far as the test lets it. */
async function upload() {
  const bodies = slowBodies(LEAST)
  const { promise: begun, resolve: begin } = Promise.withResolvers<IncomingMessage>()
  const server = createServer((request) => {
    bodies.add(request)
    begin(request)
  })
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const sender: Socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  const cut = new Promise<void>((resolve) => sender.once('close', () => resolve()))
  sender.on('error', () => undefined)
  sender.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10000000\r\n\r\n')
  const request = await begun
  onTestFinished(() => {
    sender.destroy()
    server.closeAllConnections()
    server.close()
  })
  return {
    bodies,
    request,
    cut,
    async send(bytes: number): Promise<void> {
      const before = request.socket.bytesRead
      sender.write(Buffer.alloc(bytes))
      await expect.poll(() => request.socket.bytesRead).toBe(before + bytes)
    },
  }
}

it('a body that comes slowly but steadily is not cut off, however long it takes; one that stops is', async () => {
  const { bodies, request, cut, send } = await upload()
  request.resume()
  bodies.look()
  for (let look = 0; look < 20; look += 1) {
    await send(LEAST)
    bodies.look()
    expect(request.socket.destroyed).toBe(false)
  }
  await send(LEAST - 1)
  bodies.look()
  await cut
})

it('a body that waits for us is not cut off: it is we who are slow', async () => {
  const { bodies, request, send } = await upload()
  await send(request.readableHighWaterMark)
  for (let look = 0; look < 3; look += 1) bodies.look()
  expect(request.socket.destroyed).toBe(false)
})

it('a request as a whole has no limit of time, its head has one', () => {
  const server = createServer()
  cutSlowBodies(server)
  expect(server.requestTimeout).toBe(0)
  expect(server.headersTimeout).toBeGreaterThan(0)
  expect(server.headersTimeout).toBeLessThanOrEqual(60_000)
})
