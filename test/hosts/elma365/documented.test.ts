import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { adapterOver, REQUEST, type Asked, wireSession } from './adapter.ts'
import { CONTRACT_FILES } from '../../contract/files.ts'
import documented from './documented-operations.json' with { type: 'json' }

const methods = JSON.parse(
  readFileSync(new URL('../../../src/hosts/elma365/module/methods.json', import.meta.url), 'utf8'),
) as { method: string; code: string; func: string; auth: string }[]
const script = readFileSync(new URL('../../../src/hosts/elma365/module/server.ts', import.meta.url), 'utf8')

/** Answers that let every operation go on to its end. */
function answer({ path }: Asked): unknown {
  if (path === '/script/lines') return { lines: [{ id: 'line-1', name: 'Support' }] }
  if (path === '/script/sessions') return { sessions: [wireSession()] }
  if (path.startsWith('/script/sessions/')) return { session: wireSession() }
  if (path === '/script/messages') return { messages: [] }
  if (path.startsWith('/script/')) return {}
  const item = { __id: 'c-1', __name: 'Pavel', contact: ['c-1'] }
  if (path.endsWith('/run') || path.includes('/bpm/instance/i'))
    return { success: true, context: { __id: 'i-1', state: 'done' } }
  if (path.endsWith('/list')) return { success: true, result: { result: [], total: 0 } }
  if (path.endsWith('/users')) return { success: true, result: { result: [], total: 0 } }
  return { success: true, item }
}

async function everything(): Promise<Asked[]> {
  const { host, asked } = adapterOver(answer, { files: { directory: 'dir-1' } })
  await host.lines.list()
  await host.contacts.get('c-1')
  await host.contacts.accounts('c-1')
  await host.contacts.search!('pavel', null)
  await host.contacts.create!({ name: 'New', channel: 'email', address: 'new@example.com' })
  await host.sessions.ofContact('c-1', null)
  await host.sessions.get('s-1')
  await host.sessions.messages('s-1', null)
  await host.sessions.wroteBefore(REQUEST)
  await host.sender.find(REQUEST, await host.sender.send(REQUEST))
  await host.sender.find(REQUEST, null)
  await host.sender.send({ ...REQUEST, attachments: [CONTRACT_FILES[0]!] })
  await host.operators!.get('op-1')
  await host.records!.contactOf({ type: 'deal', id: 'd-1' })
  await host.records!.fields!({ type: 'deal', id: 'd-1' })
  await host.routing!.assign('s-1', 'op-1')
  await host.routing!.targets!()
  await host.routing!.handOver!('s-1', { kind: 'group', id: 'group-1', name: '' }, null, 'op-1')
  await host.routing!.close!('s-1', 'op-1')
  await host.probe()
  return asked
}

const matches = (pattern: string, path: string) =>
  new RegExp(`^${pattern.replaceAll(/\{\w+\}/g, '[^/]+').replace('/*', '/[^/]+')}$`).test(path)

test('every address the adapter asks is one the vendor documents, or a method of our module', async () => {
  const asked = await everything()
  const used = new Set<string>()
  for (const { method, path } of asked) {
    const ours = path.startsWith('/script/')
    const known = ours
      ? methods.map((own) => `${own.method} /script/${own.code}`)
      : documented.operations.map((operation) => operation.replace(' /', ' /pub/v1/'))
    const found = known.filter((pattern) => matches(pattern, `${method} ${path}`))
    expect(found, `${method} ${path}`).not.toEqual([])
    for (const pattern of found) used.add(pattern)
  }
  // And the module has no method that nobody asks; `context` is asked by the widget's page.
  for (const { method, code } of methods.filter((own) => own.auth === 'external'))
    expect(used).toContain(`${method} /script/${code}`)
})

test('every method of the module has its function in the script; all that read for the gateway ask for a token', () => {
  for (const { func, auth, code } of methods) {
    expect(script).toContain(`async function ${func}(req: HttpApiRequest): Promise<HttpResponse>`)
    expect(auth).toBe(code === 'context' ? 'internal' : 'external')
  }
})

test('the script can be pasted: it imports and exports nothing', () => {
  expect(script).not.toMatch(/^\s*(import|export)\b/m)
})
