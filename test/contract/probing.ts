import { createServer } from 'node:net'
import { once } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Host } from '../../src/hosts/port.ts'
import type { Suite } from './host-contract.ts'

const faultsOf = async (host: Host) => (await host.probe()).filter(({ ok }) => !ok)
const codesOf = async (host: Host) => [...new Set((await faultsOf(host)).map(({ code }) => code))]

/** What an administrator is told of the setup: each thing that can be wrong in words of its own, in both languages. */
export function probing(suite: Suite): void {
  describe('the probe', () => {
    test('finds nothing wrong where nothing is, and does nothing', async () => {
      const { host, oracle } = suite.running()
      const before = await oracle.store()
      const findings = await host.probe()
      expect(findings.length).toBeGreaterThan(0)
      expect(findings.filter(({ ok, code, detail }) => !ok || code !== null || detail !== null)).toEqual([])
      const { messages, sessions, contacts } = await oracle.store()
      const { messages: m, sessions: s, contacts: c } = before
      expect({ messages, sessions, contacts }).toEqual({ messages: m, sessions: s, contacts: c })
    })

    test('tells of a wrong token, once for each door', async () => {
      const { stranger } = suite.running()
      expect(await codesOf(stranger)).toEqual(['wrong-credentials'])
      expect((await faultsOf(stranger)).length).toBeLessThanOrEqual(2)
    })

    test('tells of a missing right', async () => {
      const { other } = suite.running()
      expect(await codesOf(other({}, answering(suite.withoutRight, suite.noRight)))).toEqual(['not-allowed'])
    })

    test('tells of a line that the host does not have', async () => {
      expect(await codesOf(suite.running().withStrangeLine())).toEqual(['setup-incomplete'])
    })

    test('tells of an API that has changed, and of where it differs', async () => {
      const { other } = suite.running()
      const faults = await faultsOf(other({}, changed))
      expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['unexpected-answer']))
      expect(faults.every(({ detail }) => detail !== null && detail !== '')).toBe(true)
    })

    test('tells of a dead host, once for each door', async () => {
      const { other } = suite.running()
      const faults = await faultsOf(other({}, await nobodyThere()))
      expect(new Set(faults.map(({ code }) => code))).toEqual(new Set(['host-unreachable']))
      expect(faults.length).toBeLessThanOrEqual(2)
    })

    test('speaks in whole sentences, another for each of these, in English and in Russian', async () => {
      const { host, stranger, other, withStrangeLine } = suite.running()
      const findings = await Promise.all([
        host.probe(),
        faultsOf(stranger),
        faultsOf(other({}, answering(suite.withoutRight, suite.noRight))),
        faultsOf(withStrangeLine()),
        faultsOf(other({}, changed)),
        faultsOf(other({}, await nobodyThere())),
      ])
      for (const { about, text } of findings.flat()) {
        expect(text.en).toMatch(/^[A-Z“].+\.$/)
        expect(text.ru).toMatch(/^[А-ЯЁ].+\.$/)
        expect([about.en.trim(), about.ru.trim()]).not.toContain('')
      }
      const said = findings.slice(1).map(([first]) => first!.text.ru)
      expect(new Set(said).size).toBe(said.length)
    })
  })
}

type Wrap = (inner: typeof fetch) => typeof fetch

/** These requests are answered so, the others go on to the host. */
function answering(which: (request: Request) => boolean, answer: () => Response): Wrap {
  return (inner) => async (input, init) => {
    const request = new Request(input, init)
    return which(request) ? answer() : inner(request)
  }
}

/** The host as its next version may be: every field has another name. */
const changed: Wrap = (inner) => async (input, init) => {
  const response = await inner(input, init)
  const text = (await response.text()).replaceAll(/"(\w+)":/g, '"new_$1":')
  return new Response(text, { status: response.status, headers: { 'content-type': 'application/json' } })
}

/** The same addresses, where nobody listens any more. */
async function nobodyThere(): Promise<Wrap> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  server.close()
  await once(server, 'close')
  const port = typeof address === 'object' && address ? address.port : 0
  return (inner) => async (input, init) => {
    const request = new Request(input, init)
    const { pathname, search } = new URL(request.url)
    return inner(`http://127.0.0.1:${port}${pathname}${search}`, {
      method: request.method,
      signal: request.signal,
    })
  }
}
