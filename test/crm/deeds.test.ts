import { request } from 'node:http'
import { describe, expect, it } from 'vitest'
import { stepAnswer } from './fake-gateway.ts'
import { crmSite } from './stand.ts'

const site = crmSite()

const renew = (record: unknown, headers: Record<string, string> = {}) =>
  site.post('/cards/context', JSON.stringify({ record }), { 'content-type': 'application/json', ...headers })

const choose = (choice: Record<string, string>) =>
  site.post('/preferences', new URLSearchParams(choice), {
    'content-type': 'application/x-www-form-urlencoded',
  })

const phone = async (id: string) =>
  (await (await fetch(`${site.sandbox.url}/phones/${id}`)).json()) as {
    accounts: { channel: string; blocked: boolean; messages: { text: string; from: string }[] }[]
  }

const TO_PAVEL = {
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp',
  address: '+79123456789',
  operatorId: null,
  subject: null,
  runId: null,
  whenOpen: 'append',
} as const

describe('renewing a context', () => {
  it('gives a new one for the operator of the cookie', async () => {
    const response = await renew({ type: 'contact', id: 'c-1' }, { cookie: 'crm-operator=op-2' })
    expect(await response.json()).toMatchObject({ context: 'a-context' })
    expect(site.gateway.calls[0]?.body).toEqual({ operator: 'op-2', record: { type: 'contact', id: 'c-1' } })
  })

  it('gives one without a record for the section Lines (R-START-2)', async () => {
    const response = await renew(null, { cookie: 'crm-operator=op-2' })
    expect(await response.json()).toMatchObject({ context: 'a-context' })
    expect(site.gateway.calls[0]?.body).toEqual({ operator: 'op-2' })
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin that can be read', { origin: 'null' }],
  ])('refuses %s', async (_, headers) => {
    expect((await renew({ type: 'contact', id: 'c-1' }, headers)).status).toBe(403)
    expect(site.gateway.calls).toEqual([])
  })

  it('refuses a request that names no origin', async () => {
    const response = await fetch(`${site.sandbox.url}/cards/context`, {
      method: 'POST',
      body: JSON.stringify({ record: { type: 'contact', id: 'c-1' } }),
    })
    expect(response.status).toBe(403)
  })

  it('refuses a name that somebody else points at this machine', async () => {
    const { port } = site.sandbox
    const status = await new Promise((resolve, reject) => {
      const host = `evil.example:${port}`
      const headers = { host, origin: `http://${host}`, 'content-type': 'application/json' }
      request({ port, host: '127.0.0.1', path: '/cards/context', method: 'POST', headers }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end(JSON.stringify({ record: { type: 'contact', id: 'c-1' } }))
    })
    expect(status).toBe(403)
  })

  it('refuses a body that is too large', async () => {
    expect((await renew({ type: 'contact', id: 'x'.repeat(100_000) })).status).toBe(413)
  })

  it('names what is wrong with a body', async () => {
    const response = await renew({ type: 'invoice', id: '' })
    expect(response.status).toBe(400)
    const { fields } = (await response.json()) as { fields: { path: string }[] }
    expect(fields.map(({ path }) => path)).toEqual(['record.type', 'record.id'])
    expect((await site.post('/cards/context', '{')).status).toBe(400)
  })

  it('is 404 for a card that is not there and 503 without the gateway', async () => {
    expect((await renew({ type: 'order', id: 'o-999' })).status).toBe(404)
    site.sandbox.setGateway(null)
    expect((await renew({ type: 'order', id: 'o-15' })).status).toBe(503)
  })
})

describe('what a person chooses', () => {
  it('is kept in a cookie and leads back to the page', async () => {
    const response = await choose({ locale: 'ru', back: '/orders/o-15?view=frame' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/orders/o-15?view=frame')
    expect(response.headers.get('set-cookie')).toMatch(/crm-locale=ru;.*HttpOnly/)
    expect(await site.page('/contacts', { cookie: 'crm-locale=ru; crm-theme=dark' })).toMatch(
      /<html lang="ru" data-theme="dark">/,
    )
  })

  it('never leads to another site', async () => {
    for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', '/x\\y'])
      expect((await choose({ theme: 'dark', back })).headers.get('location')).toBe('/contacts')
  })

  it('is refused when it is no choice, and ignored when a cookie makes no sense', async () => {
    expect((await choose({ theme: 'purple', back: '/contacts' })).status).toBe(400)
    expect(await site.page('/contacts', { cookie: 'crm-theme="><script>; crm-operator=nobody' })).toMatch(
      /data-theme="auto"/,
    )
  })

  it('starts as the browser speaks', async () => {
    expect(await site.page('/contacts', { 'accept-language': 'ru-RU,ru;q=0.9' })).toContain('<html lang="ru"')
    expect(await site.page('/contacts', { 'accept-language': 'fr' })).toContain('<html lang="en"')
  })
})

describe('the customer’s phone', () => {
  it('has an app for each address, and what arrived there', async () => {
    const { engine } = site.sandbox
    engine.send({ ...TO_PAVEL, text: 'Your order is ready' })
    const { accounts } = await phone('c-1')
    expect(accounts.map(({ channel }) => channel)).toEqual(['whatsapp', 'email', 'telegram-bot', 'viber-bot'])
    expect(accounts[0]?.messages.at(-1)).toMatchObject({ from: 'company', text: 'Your order is ready' })
  })

  it('does not show what the network refused', async () => {
    const { engine } = site.sandbox
    engine.customer({ channel: 'whatsapp', address: '+79123456789', action: 'block' })
    engine.send({ ...TO_PAVEL, text: 'Nobody reads this' })
    const { accounts } = await phone('c-1')
    expect(accounts[0]?.blocked).toBe(true)
    expect(accounts[0]?.messages.map(({ text }) => text)).not.toContain('Nobody reads this')
  })

  it('of somebody unknown is empty', async () => {
    expect(await phone('c-999')).toEqual({ accounts: [] })
  })
})

describe('the process of an order', () => {
  it('is started from the card and shown on it and on the page of processes', async () => {
    const response = await site.post('/orders/o-15/runs', '', { accept: 'application/json' })
    expect(response.status).toBe(201)
    const { id } = (await response.json()) as { id: string }
    await expect.poll(() => site.page('/orders/o-15/runs')).toContain('waiting for the customer')
    expect(await site.page('/processes')).toContain(`data-run="${id}"`)
    expect(await site.page('/processes/runs', { cookie: 'crm-locale=ru' })).toContain('ждём ответа клиента')
  })

  it('shows the reason of a message that was not sent, as text', async () => {
    site.gateway.reply(() =>
      stepAnswer('refused', { reason: { code: 'blocked', text: '<b>Blocked</b> & gone' } }),
    )
    await site.post('/orders/o-14/runs', '')
    await expect.poll(() => site.page('/orders/o-14/runs')).toContain('Not sent')
    expect(await site.page('/orders/o-14/runs')).toContain('&lt;b&gt;Blocked&lt;/b&gt; &amp; gone')
  })

  it('says the reason in the language of the page, and what it does not know as it came', async () => {
    const russian = { cookie: 'crm-locale=ru' }
    const refusedWith = async (order: string, code: string, text: string) => {
      site.gateway.reply(() => stepAnswer('refused', { reason: { code, text } }))
      await site.post(`/orders/${order}/runs`, '')
      await expect.poll(() => site.page(`/orders/${order}/runs`)).toContain(text)
      return site.page(`/orders/${order}/runs`, russian)
    }
    expect(await refusedWith('o-14', 'blocked', 'The customer has blocked us.')).toContain(
      'Клиент заблокировал',
    )
    expect(await refusedWith('o-17', 'rate-limited', 'The host asks to wait.')).not.toContain('The host asks')
    expect(await refusedWith('o-18', 'host-of-tomorrow', 'Something new.')).toContain('Something new.')
  })

  it('is started by the CRM’s own pages only, and for orders that are there', async () => {
    expect((await site.post('/orders/o-15/runs', '', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await site.post('/orders/o-999/runs', '')).status).toBe(404)
  })

  it('has a diagram with names in the language of the page', async () => {
    const english = await (await fetch(`${site.sandbox.url}/processes/order-ready.bpmn`)).text()
    expect(english).toContain('id="notify" name="Initiative message"')
    const russian = await site.page('/processes/order-ready.bpmn', { cookie: 'crm-locale=ru' })
    expect(russian).toContain('id="notify" name="Инициативное сообщение"')
    expect(russian).not.toContain('firstline:ru')
  })
})
