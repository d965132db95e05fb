import { expect, onTestFinished, test } from 'vitest'
import { ChatwootSettingsSchema, createChatwoot } from '../../../src/hosts/chatwoot/index.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { startSandbox } from '../../../src/sandbox/server.ts'
import { oracleAt } from '../../contract/oracle.ts'
import { messageToPavel, settled } from '../../contract/steps.ts'
import { description, isThere } from './description.ts'

/** Where the vendor's file says something else than its server does (facts, 1.1 and 2.4). */
const KNOWN_GAPS = [
  // Null where nothing is known, described as texts only.
  /(email|phone_number|identifier|avatar_url|provider): is null, not string/,
  // Wrongly said to be required.
  /^request\.inbox_id: is missing$/,
  // Its own example ends with null.
  /query_operator: is null, not string/,
  // A button without a place in its address has nothing to be filled with; the server's own code reads null there (4.1).
  /^request\.template_params\.processed_params\.buttons\[\]: is null, not object$/,
  // What happened in a conversation has nobody for a sender, and files alone come without words (C: the server's own view of a message).
  /^answer\.payload\[\]\.(sender|content): is null, not (object|string)$/,
  // The answer of create is described as a list.
  /^answer\.payload: is \{"contact":/,
]

interface Exchange {
  readonly call: string
  readonly found: readonly string[]
}

/** Everything the adapter does at the dialect once, each request and answer held against the vendor's description. */
async function exchanges(): Promise<Exchange[]> {
  const sandbox = await startSandbox({
    port: 0,
    dialect: 'chatwoot',
    seed: 'demo',
    dataDir: null,
    gateway: null,
  })
  onTestFinished(() => sandbox.stop())
  const { operation, contradictions } = description()
  const seen: Exchange[] = []
  const settings = ChatwootSettingsSchema.parse({ ...sandbox.workspaceHost, freshForMs: 0 })
  const host = createChatwoot(settings, {
    now: () => new Date(),
    log: silentLog,
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const sent = await request.clone().text()
      const response = await fetch(request)
      const call = `${request.method} ${new URL(request.url).pathname}`
      const described = operation(request.method, new URL(request.url).pathname)
      const answered: unknown = await response.clone().json()
      const found = described
        ? [
            ...(described.body && sent !== ''
              ? contradictions(described.body, JSON.parse(sent), 'request')
              : []),
            ...(described.answer && response.ok ? contradictions(described.answer, answered, 'answer') : []),
          ]
        : ['is not described']
      seen.push({ call, found: found.filter((one) => !KNOWN_GAPS.some((gap) => gap.test(one))) })
      return response
    },
  })
  await oracleAt(sandbox.url).customer({
    channel: 'whatsapp',
    address: '+79123456789',
    action: 'write',
    text: 'Hello',
  })
  await host.probe()
  await host.lines.list()
  await host.contacts.accounts('c-1')
  await host.contacts.search!('pavel', null)
  await host.contacts.create!({ name: 'New', channel: 'email', address: 'new@example.com' })
  await host.contacts.create!({ name: 'Twin', channel: 'email', address: 'new@example.com' }).catch(
    () => null,
  )
  await host.sessions.ofContact('c-1', null)
  const [line] = await host.lines.list()
  if (!line) throw new Error('The demo seed has no line.')
  const [account] = await host.contacts.accounts('c-1')
  if (account) await host.reach!.facts(account, line)
  const [template] = await host.templates!.list(line, 'whatsapp')
  await host.tags!.list()
  await host.routing!.targets!()
  await host.operators!.get('op-1')
  await host.cannedReplies!.list(null, 'op-1')
  await host.records!.fields!({ type: 'contact', id: 'c-1' })
  const request = await messageToPavel(host, { tags: ['vip'] })
  const found = await settled(host, request, await host.sender.send(request))
  const sessionId = found.state === 'sent' ? (found.sessionId ?? '') : ''
  await host.sender.send({ ...request, sessionId })
  if (template) {
    const variables = Object.fromEntries(template.variables.map(({ name }) => [name, 'Value']))
    await host.sender.send({ ...request, sessionId, template: { id: template.id, variables } })
  }
  await host.sessions.messages(sessionId, null)
  await host.sessions.get(sessionId)
  await host.routing!.assign(sessionId, 'op-2')
  await host.routing!.handOver!(sessionId, { kind: 'group', id: 'group-1', name: '' }, 'A comment')
  await host.routing!.handOver!(sessionId, { kind: 'operator', id: 'op-1', name: '' }, null)
  const note = {
    sessionId,
    operatorId: 'op-2',
    text: 'Only for us',
    mark: 'note-1',
    plannedAt: new Date().toISOString(),
  }
  await host.notes!.add(note)
  await host.notes!.find(note)
  await host.tags!.add(sessionId, ['vip', 'callback'])
  await host.tags!.of(sessionId)
  await host.routing!.close!(sessionId, 'op-2')
  await host.routing!.reopen!(sessionId)
  // Whose messages are of every kind.
  for (const contact of ['c-21', 'c-28'])
    for (const { id } of (await host.sessions.ofContact(contact, null)).items)
      await host.sessions.messages(id, null)
  return seen
}

test.skipIf(!isThere)(
  'every request and answer is as the vendor’s description says, its known gaps aside (skipped where the file is not beside the project)',
  async () => {
    const seen = await exchanges()
    expect(new Set(seen.map(({ call }) => call.replaceAll(/\d+/g, '#'))).size).toBeGreaterThan(20)
    expect(seen.filter(({ found }) => found.length > 0)).toEqual([])
  },
)
