import { once } from 'node:events'
import { createServer, type RequestListener } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { outside } from '../../src/gateway/outside.ts'

const PUBLIC = [{ address: '93.184.215.14', family: 4 }]
const LOCAL = [{ address: '127.0.0.1', family: 4 }]

/** A server inside, which nobody outside may reach through us. */
async function inside(answer: RequestListener = (_request, response) => void response.end('secret')) {
  const asked: string[] = []
  const met = { connections: 0 }
  const server = createServer((request, response) => {
    asked.push(request.url ?? '')
    answer(request, response)
  }).listen(0, '127.0.0.1')
  server.on('connection', () => {
    met.connections += 1
  })
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { port: (server.address() as AddressInfo).port, asked, met }
}

function opened(options: Parameters<typeof outside>[0]) {
  const made = outside(options)
  onTestFinished(() => made.close())
  return made
}

const strict = () => opened({ trusted: [], resolve: async () => PUBLIC })

describe('an address that a caller names', () => {
  it.each([
    ['https://engine.example/resume/77'],
    ['https://engine.example:8443/'],
    ['https://93.184.215.14/'],
    ['https://[2606:4700:4700::1111]/'],
  ])('%s is taken', async (url) => {
    expect(await strict().fault(url)).toBeNull()
  })

  it.each([
    ['http://engine.example/', /https/],
    ['https://user:secret@engine.example/', /user name or password/],
    ['https://127.0.0.1/', /public network/],
    ['https://127.1/', /public network/],
    ['https://2130706433/', /public network/],
    ['https://0x7f.0.0.1/', /public network/],
    ['https://0177.0.0.1/', /public network/],
    ['https://127.0.0.1./', /public network/],
    ['https://１２７.０.０.１/', /public network/],
    ['https://169.254.169.254/latest/meta-data', /public network/],
    ['https://[::1]/', /public network/],
    ['https://[::ffff:10.0.0.1]/', /public network/],
    ['https://[fd00:ec2::254]/', /public network/],
    ['https://0/', /public network/],
  ])('%s is refused', async (url, why) => {
    expect(await strict().fault(url)).toMatch(why)
  })

  it('is refused when its name means a private address, or a private one among others', async () => {
    for (const found of [LOCAL, [...PUBLIC, ...LOCAL]])
      expect(await opened({ trusted: [], resolve: async () => found }).fault('https://x.example/')).toMatch(
        /public/,
      )
  })

  it('is taken while its name cannot be resolved: connecting will tell', async () => {
    const lost = opened({ trusted: [], resolve: () => Promise.reject(new Error('ENOTFOUND')) })
    expect(await lost.fault('https://x.example/')).toBeNull()
    await expect(lost.fetch('https://x.example/')).rejects.toThrow('fetch failed')
  })

  it('does not keep its caller waiting for a name server', async () => {
    const slow = opened({ trusted: [], resolve: () => new Promise(() => undefined), resolveWithinMs: 10 })
    expect(await slow.fault('https://x.example/')).toBeNull()
  })

  it('may be on the own network where the settings trust its origin, and only that one', async () => {
    const some = opened({ trusted: ['http://engine.corp:8080'], resolve: async () => LOCAL })
    expect(await some.fault('http://engine.corp:8080/resume')).toBeNull()
    expect(await some.fault('http://engine.corp/resume')).toMatch(/https/)
    expect(await some.fault('https://other.corp/')).toMatch(/public/)
  })

  it('may be on this machine where the settings say loopback, but not beyond', async () => {
    const here = opened({ trusted: ['loopback'] })
    for (const url of ['http://127.0.0.1:4600/x', 'http://localhost:4600/', 'https://[::1]/'])
      expect(await here.fault(url)).toBeNull()
    for (const url of ['http://10.0.0.1/', 'https://192.168.0.1/', 'http://8.8.8.8/'])
      expect(await here.fault(url)).not.toBeNull()
  })
})

describe('connecting', () => {
  it('goes nowhere inside, by address, by name, by plain HTTP', async () => {
    const { port, met } = await inside()
    const { fetch } = opened({ trusted: [], resolve: async () => LOCAL })
    for (const url of [
      `https://127.0.0.1:${port}/`,
      `http://127.0.0.1:${port}/`,
      `https://x.example:${port}/`,
    ])
      await expect(fetch(url)).rejects.toThrow('fetch failed')
    expect(met.connections).toBe(0)
  })

  it('judges the address it connects to: a name that was public a moment ago does not help', async () => {
    const { port, asked } = await inside()
    const answers = [PUBLIC, LOCAL]
    const { fault, fetch } = opened({
      trusted: [],
      resolve: async () => answers.shift() ?? LOCAL,
    })
    const url = `https://rebound.example:${port}/`
    expect(await fault(url)).toBeNull()
    await expect(fetch(url)).rejects.toMatchObject({ cause: { message: 'Not a public address.' } })
    expect(asked).toEqual([])
    expect(answers).toEqual([])
  })

  it('follows no redirect to where it may not go', async () => {
    const secret = await inside()
    const first = await inside((_request, response) => {
      response.writeHead(302, { location: `http://127.0.0.1:${secret.port}/secret` }).end()
    })
    const { fetch } = opened({ trusted: [`http://127.0.0.1:${first.port}`] })
    await expect(fetch(`http://127.0.0.1:${first.port}/file`)).rejects.toThrow('fetch failed')
    expect(first.asked).toEqual(['/file'])
    expect(secret.asked).toEqual([])
  })

  it('reaches what is trusted', async () => {
    const { port, asked } = await inside()
    const named = opened({ trusted: ['loopback'] })
    expect(await (await named.fetch(`http://localhost:${port}/a`)).text()).toBe('secret')
    const exact = opened({ trusted: [`http://engine.corp:${port}`], resolve: async () => LOCAL })
    expect(await (await exact.fetch(`http://engine.corp:${port}/b`)).text()).toBe('secret')
    expect(asked).toEqual(['/a', '/b'])
  })
})
