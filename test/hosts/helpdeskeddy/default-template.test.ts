import { beforeAll, afterAll, beforeEach, describe, expect, test } from 'vitest'
import { assess } from '../../../src/domain/reach.ts'
import { nodeFetch } from '../../../src/hosts/fetch-node.ts'
import { createHelpdeskeddy, HelpdeskeddySettingsSchema } from '../../../src/hosts/helpdeskeddy/index.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { startSandbox, type Sandbox } from '../../../src/sandbox/server.ts'
import { oracleAt } from '../../contract/oracle.ts'
import { messageToPavel, PAVEL } from '../../contract/steps.ts'

const DAY_MS = 24 * 60 * 60 * 1000

let sandbox: Sandbox
const connections = nodeFetch()
beforeAll(async () => {
  sandbox = await startSandbox({
    port: 0,
    dialect: 'helpdeskeddy',
    seed: 'demo',
    dataDir: null,
    gateway: null,
  })
})
afterAll(async () => {
  await connections.close()
  await sandbox.stop()
})
beforeEach(() => oracleAt(sandbox.url).reset('demo'))

/** The adapter with the settings of the sandbox's tenant, and a change. */
const hostWith = (patch: object = {}) =>
  createHelpdeskeddy(
    HelpdeskeddySettingsSchema.parse({ ...sandbox.workspaceHost, linesFreshForMs: 0, ...patch }),
    { fetch: connections.fetch, now: () => sandbox.engine.now(), log: silentLog },
  )
type Row = { id: string; channels: { channel: string; [confirmed: string]: unknown }[] }
/** The same lines with another confirmation on WhatsApp. */
const linesWith = (patch: object) =>
  (sandbox.workspaceHost['lines'] as Row[]).map((row) => ({
    ...row,
    channels: row.channels.map((one) => (one.channel === 'whatsapp' ? { ...one, ...patch } : one)),
  }))
const support = async (host: ReturnType<typeof hostWith>) =>
  (await host.lines.list()).find(({ id }) => id === PAVEL.lineId)!
const verdict = async (host: ReturnType<typeof hostWith>, lastInboundAt: string | null = null) => {
  const facts = { account: PAVEL, operator: null, openSessions: [], wroteBefore: true, blocked: false }
  const line = await support(host)
  return assess(
    host.policy,
    { ...facts, line, lastInboundAt, enabledByMessenger: undefined },
    sandbox.engine.now(),
  )
}

describe('WhatsApp Business with a closed window (R-WIN-2)', () => {
  test('the default template is told beforehand, arrives first, and the text second', async () => {
    const host = hostWith()
    const first = await host.defaultTemplate!(await support(host), 'whatsapp')
    expect(first).not.toBeNull()
    expect(await verdict(host)).toMatchObject({
      kind: 'free-form',
      warnings: expect.arrayContaining([expect.objectContaining({ code: 'default-template-first' })]),
    })
    sandbox.engine.advanceClock(DAY_MS)
    const before = sandbox.engine.store.deliveries.length
    const request = await messageToPavel(host)
    const receipt = await host.sender.send(request)
    const arrived = sandbox.engine.store.deliveries.slice(before)
    expect(arrived.map(({ text }) => text)).toEqual([first, request.text])
    expect(arrived.map(({ template }) => template !== null)).toEqual([true, false])
    const own = sandbox.engine.store.messages.find(({ text }) => text === request.text)!
    expect(await host.sender.find(request, receipt)).toMatchObject({ state: 'sent', messageId: own.id })
  })

  test('free writing then waits for the client’s answer', async () => {
    const host = hostWith()
    sandbox.engine.advanceClock(DAY_MS)
    await host.sender.send(await messageToPavel(host))
    const { sessionId } = sandbox.engine.store.deliveries.at(-1)!
    const again = await messageToPavel(host, { sessionId })
    await host.sender.send(again)
    expect(sandbox.engine.store.messages.at(-1)).toMatchObject({ text: again.text, status: 'failed' })
    sandbox.engine.customer({ ...PAVEL, action: 'write', text: 'Yes, please' })
    const answered = await messageToPavel(host, { sessionId })
    await host.sender.send(answered)
    expect(sandbox.engine.store.deliveries.at(-1)).toMatchObject({ text: answered.text })
  })

  test('an open window takes the text alone', async () => {
    const host = hostWith()
    sandbox.engine.advanceClock(DAY_MS)
    sandbox.engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
    const before = sandbox.engine.store.deliveries.length
    await host.sender.send(await messageToPavel(host))
    expect(sandbox.engine.store.deliveries).toHaveLength(before + 1)
  })

  test('is left to the host’s own form where nobody has seen what the API does', async () => {
    const host = hostWith({ closedWindow: 'host-page', ticketFilterId: 1 })
    expect(host.defaultTemplate).toBeUndefined()
    expect(await verdict(host)).toMatchObject({ kind: 'template-only' })
    expect(host.templates).toBeUndefined()
    expect(host.links!.newSession()).toMatch(/\/ticket\/create\/draft\/$/)
  })
})

describe('what an administrator confirms', () => {
  test('is the rules of template messages: until then no template goes first (R-RULES-1)', async () => {
    const host = hostWith({ lines: linesWith({ rulesConfirmed: null }) })
    expect((await support(host)).unconfirmed).toEqual([{ channel: 'whatsapp', what: 'template-rules' }])
    expect(await verdict(host)).toMatchObject({
      kind: 'refused',
      reasons: [{ code: 'template-rules-not-confirmed', remedy: { kind: 'ask-administrator' } }],
    })
    expect((await verdict(host, sandbox.engine.now().toISOString())).kind).toBe('free-form')
  })

  test('is the risk of an unofficial WhatsApp: until then nobody starts there (R-RISK-1)', async () => {
    const unofficial = { whatsapp: 'unofficial' }
    const host = hostWith(unofficial)
    expect((await support(host)).unconfirmed).toEqual([{ channel: 'whatsapp', what: 'unofficial-api' }])
    expect(await verdict(host)).toMatchObject({ kind: 'refused', reasons: [{ code: 'risk-not-confirmed' }] })
    const riskConfirmed = { by: 'Denis Orlov', at: '2026-01-12' }
    const confirmed = hostWith({ ...unofficial, lines: linesWith({ riskConfirmed }) })
    expect((await support(confirmed)).unconfirmed).toBeUndefined()
    expect((await verdict(confirmed)).kind).toBe('free-form')
  })
})

test('the department’s mailbox is shown (R-MAIL-2)', async () => {
  const lines = await hostWith().lines.list()
  expect(lines.find(({ id }) => id === 'line-2')).toMatchObject({ mailbox: 'orders@northwind.example' })
  expect(lines.find(({ id }) => id === 'line-1')).toMatchObject({ mailbox: null })
})
