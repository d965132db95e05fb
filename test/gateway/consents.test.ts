import { expect, it } from 'vitest'
import { SECRET, ORIGIN } from './setup.ts'
import { eventually, gatewayBefore, world } from './with-sandbox.ts'

it('consent is told over HTTP, holds for processes and the form, and a customer’s “stop” ends it (R-CONSENT-1, R-CONSENT-2)', async () => {
  const there = await world()
  const gateway = await gatewayBefore(there, {
    workspaces: [
      {
        id: 'sandbox',
        secret: SECRET,
        origins: [ORIGIN],
        consent: { required: ['whatsapp'] },
        caps: [{ most: 100, hours: 24 }],
        host: there.sandbox.workspaceHost as { kind: string },
      },
    ],
  })
  const ask = (method: string, path: string, body?: unknown, token: string = SECRET) =>
    gateway.ask(method, path, body === undefined ? { token } : { token, body })
  const account = there.sandbox.engine.store.accounts.find(
    ({ contactId, channel }) => contactId === 'c-1' && channel === 'whatsapp',
  )
  const address = account?.address ?? ''
  const told = {
    channel: 'whatsapp',
    address,
    state: 'given',
    at: '2026-01-10T10:00:00+03:00',
    note: 'Order form',
  }
  const path = `/v1/consents?channel=whatsapp&address=${encodeURIComponent(address)}`
  const step = (operationId: string) =>
    ask('POST', '/v1/process-actions/initiative-message', {
      operationId,
      line: 'line-1',
      to: { contactId: 'c-1' },
      channel: 'whatsapp',
      message: { text: `Your order is ready (${operationId})` },
    })

  expect((await ask('PUT', '/v1/consents', told, await gateway.context())).json.code).toBe('secret-invalid')
  expect((await ask('PUT', '/v1/consents', { ...told, state: 'maybe' })).json).toMatchObject({
    code: 'invalid-body',
    fields: [{ path: 'state' }],
  })
  expect((await ask('GET', path)).json).toEqual({
    channel: 'whatsapp',
    address,
    state: null,
    at: null,
    required: true,
    history: [],
  })
  expect((await step('run-1')).json).toMatchObject({
    exit: 'refused',
    reason: { code: 'consent-missing', text: expect.stringContaining('has not agreed') },
  })

  for (let n = 0; n < 2; n++)
    expect((await ask('PUT', '/v1/consents', told)).json).toMatchObject({
      state: 'given',
      at: '2026-01-10T07:00:00.000Z',
      history: [{ source: 'workspace', note: 'Order form', message: null }],
    })
  expect((await step('run-2')).json).toMatchObject({ exit: 'sent', reason: null })

  await there.customer('whatsapp', address, 'write', 'Стоп')
  const { json: known } = await eventually(
    () => ask('GET', path),
    ({ json }) => json.state === 'withdrawn',
  )
  expect(known.history).toMatchObject([
    { source: 'customer', message: { text: 'Стоп' } },
    { source: 'workspace' },
  ])
  expect((await step('run-3')).json).toMatchObject({ exit: 'refused', reason: { code: 'opted-out' } })
  const way = new URLSearchParams({ contactId: 'c-1', lineId: 'line-1', channel: 'whatsapp', address })
  const { json: offers } = await ask('GET', `/v1/offers?${way}`, undefined, await gateway.context())
  const codes = offers.way.verdict.reasons.map(({ code }: { code: string }) => code)
  expect(codes).toContain('opted-out')
  expect(there.arrived().filter(({ text }) => text.includes('run-'))).toHaveLength(1)
})
