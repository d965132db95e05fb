import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { openJournal } from '../../../src/journal/postgres.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { oracleAt } from '../../contract/oracle.ts'
import { SECRET } from '../../gateway/setup.ts'
import { listenTo } from '../../gateway/stream-reader.ts'
import { eventually, gatewayBefore, giveStep, world } from '../../gateway/with-sandbox.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const
const HOOK = '/v1/hooks/sandbox/sandbox-hook'

/** A process engine before a gateway that never asks by itself: whatever is known late, was pushed. */
async function engineBefore(profile: object) {
  const there = await world('edna')
  const oracle = oracleAt(there.sandbox.url)
  await oracle.profile(profile)
  const gateway = await gatewayBefore(there, { pollMs: 600_000, recoverMs: 600_000 })
  const token = await gateway.context()
  const get = async (path: string) => (await gateway.ask('GET', path, { token })).json
  const { cursor } = await get('/v1/card')
  const ear = await listenTo(gateway.url, token, cursor)
  const journal = await openJournal({ url: gateway.databaseUrl, log: silentLog })
  const { seen } = journal.of('sandbox')
  const { items } = await get('/v1/templates?lineId=line-1&channel=whatsapp&contactId=c-1')
  const template = items.find(({ variables }: { variables: unknown[] }) => variables.length === 0)
  const operationId = randomUUID()
  const body = {
    operationId,
    line: 'line-1',
    to: { contactId: 'c-1' },
    channel: 'whatsapp',
    message: { template: { id: template.id, variables: {} } },
    author: 'system',
    onOpenSession: 'write',
    wait: 'accepted',
  }
  return {
    ...gateway,
    sandbox: there.sandbox,
    customer: oracle.customer,
    close: () => journal.close(),
    /** Gives the template to the host. */
    send: async () =>
      (
        await eventually(
          () => giveStep(gateway, body),
          ({ json }) => json.exit !== null,
          60_000,
        )
      ).json,
    report: async () => (await gateway.ask('GET', `/v1/operations/${operationId}`, { token: SECRET })).json,
    fate: () => seen.fateOf(operationId),
    /** The last message as the card's stream told it. */
    heard: () =>
      ear.heard.findLast(({ kind, data }) => kind === 'message' && data.message.operationId)?.data.message,
    /** The same as somebody sees it who comes later. */
    shown: async (sessionId: string) => (await get(`/v1/sessions/${sessionId}/messages`)).items,
    audit: async (sessionId: string, messageId: string) =>
      await get(`/v1/sessions/${sessionId}/messages/${messageId}/audit`),
  }
}

const ODD = { statusOrder: 'newest-first', pushTwice: true, statusCase: 'lower', statusTries: 'ten' }

describe.each([{}, ODD, { ...ODD, statusCase: 'capital' }])('Pulse’s statuses, pushed as %j', (profile) => {
  test('reach the message on an open card, and never go backwards', async () => {
    const { send, heard, shown, audit, fate, customer, sandbox, close } = await engineBefore(profile)
    const sent = await send()
    expect(sent).toMatchObject({ exit: 'sent' })
    await expect.poll(heard, { timeout: 15_000 }).toMatchObject({ status: 'delivered' })
    expect(await fate()).toMatchObject({ status: 'delivered', failure: null, answeredAt: null })
    await customer({ ...PAVEL, action: 'read' })
    await expect.poll(heard, { timeout: 15_000 }).toMatchObject({ status: 'read' })
    expect((await shown(sent.sessionId)).at(-1)).toMatchObject({ status: 'read' })
    // R-AUDIT-1: when each came about, by the host's own clock. What its answer to the send told is of the moment of that answer.
    const { history } = sandbox.engine.store.messages.at(-1)!
    const atHost = history.map(({ status, at }) => ({ status, at, exact: true }))
    await expect
      .poll(async () => (await audit(sent.sessionId, heard().id)).statuses, { timeout: 15_000 })
      .toEqual(
        expect.arrayContaining(atHost.filter(({ status }) => status === 'delivered' || status === 'read')),
      )
    expect(sandbox.engine.store.requests.filter(({ path }) => path.includes('callback'))).toEqual([])
    await close()
  })
})

test('R-ERR-2: a failure has its reason at the operation and at the message, and the answer is tied to it', async () => {
  const { send, report, shown, fate, customer, sandbox, close } = await engineBefore({
    ...ODD,
    contentType: 'HOLOGRAM',
  })
  await customer({ ...PAVEL, action: 'leave' })
  expect((await send()).exit).toBe('failed')
  await expect.poll(report, { timeout: 15_000 }).toMatchObject({
    exit: 'failed',
    reason: {
      code: 'not-a-user',
      text: 'Not delivered: this address is not in WhatsApp. Write another way.',
    },
  })
  const { sessionId } = sandbox.engine.store.messages.at(-1)!
  // It failed before anybody had found it in its thread, and is shown there all the same.
  await expect
    .poll(async () => (await shown(sessionId)).at(-1), { timeout: 15_000 })
    .toMatchObject({ status: 'failed', failure: { code: 'not-a-user' }, operationId: expect.any(String) })
  expect(await fate()).toMatchObject({
    status: 'failed',
    failure: { code: 'not-a-user', text: 'not-whatsapp-user' },
  })
  await customer({ ...PAVEL, action: 'write', text: 'I am back' })
  await expect.poll(fate, { timeout: 15_000 }).toMatchObject({ answeredAt: expect.any(String) })
  expect((await shown(sessionId)).at(-1)).toMatchObject({ direction: 'inbound', text: 'I am back' })
  await close()
})

test('R-ERR-2: a message that fails after it was sent shows why, on an open card and to whoever comes later', async () => {
  const { send, heard, shown, report, ask, close } = await engineBefore({ pulseHooks: false })
  const sent = await send()
  expect(sent).toMatchObject({ exit: 'sent', sessionId: expect.any(String) })
  const push = async (status: string, error: string | null = null) => {
    const body = {
      requestId: `sandbox:${sent.operationId}`,
      status,
      error,
      statusAt: new Date().toISOString(),
    }
    expect((await ask('POST', HOOK, { body })).status).toBe(202)
  }
  await push('SENT')
  await expect.poll(heard, { timeout: 15_000 }).toMatchObject({ status: 'sent', failure: null })
  await push('FAILED', 'user-blocked')
  const blocked = { status: 'failed', failure: { code: 'blocked', text: 'user-blocked' } }
  await expect.poll(heard, { timeout: 15_000 }).toMatchObject(blocked)
  // Late, and of no account any more.
  await push('ENQUEUED')
  expect((await shown(sent.sessionId)).at(-1)).toMatchObject({ ...blocked, operationId: sent.operationId })
  expect(await report()).toMatchObject({ status: 'failed' })
  await close()
})

test('the address answers HEAD, tells a wrong secret, and takes what is nobody’s', async () => {
  const there = await world('edna')
  const { url, ask } = await gatewayBefore(there)
  const head = async (path: string) => (await fetch(`${url}${path}`, { method: 'HEAD' })).status
  expect(await head(HOOK)).toBe(200)
  expect(await head('/v1/hooks/sandbox/another-secret')).toBe(401)
  expect(await head('/v1/hooks/nobody/sandbox-hook')).toBe(404)
  const foreign = { requestId: 'another-system:77', status: 'FAILED', statusAt: '2026-11-20T09:00:05Z' }
  const mine = { ...foreign, requestId: 'sandbox:no-such-operation' }
  for (const body of [foreign, mine]) expect((await ask('POST', HOOK, { body })).status).toBe(202)
})
