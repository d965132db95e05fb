import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { stepAnswer } from './fake-gateway.ts'
import { crmStand, givesContexts, SECRET, type CrmStand } from './stand.ts'

let stand: CrmStand
beforeAll(async () => {
  stand = await crmStand()
})
afterAll(() => stand.stop())
beforeEach(() => {
  stand.sandbox.engine.reset('demo')
  stand.sandbox.setGateway({ url: stand.gateway.url, secret: SECRET })
  stand.gateway.calls.length = 0
  stand.gateway.reply(givesContexts)
})

async function page(path: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(stand.sandbox.url + path, { headers: { accept: 'text/html', ...headers } })
  expect(response.status).toBe(200)
  return response.text()
}
function post(path: string, body: BodyInit, headers: Record<string, string> = {}): Promise<Response> {
  const origin = stand.sandbox.url
  return fetch(stand.sandbox.url + path, {
    method: 'POST',
    body,
    headers: { origin, ...headers },
    redirect: 'manual',
  })
}
const renew = (record: unknown, headers: Record<string, string> = {}) =>
  post('/cards/context', JSON.stringify({ record }), { 'content-type': 'application/json', ...headers })

describe('the lists', () => {
  it.each([
    ['contacts', /href="\/contacts\/c-1"/],
    ['deals', /href="\/deals\/d-1"/],
    ['orders', /href="\/orders\/o-15"/],
  ])('/%s links its records', async (path, link) => {
    expect(await page(`/${path}`)).toMatch(link)
  })

  it.each([
    ['/contacts?q=serov', 'c-1'],
    ['/contacts?q=%2B7%20(912)%20345-67-89', 'c-1'],
    ['/contacts?q=severny', 'c-1'],
    ['/contacts?q=%D0%BA%D0%BB%D0%B8%D0%BC%D0%BE%D0%B2%D0%B0', 'c-2'],
  ])('%s finds %s alone', async (path, id) => {
    const found = (await page(path)).matchAll(/<a class="main-link" href="\/contacts\/([^"]+)"/g)
    expect([...found].map(([, contact]) => contact)).toEqual([id])
  })

  it('says when nothing matches, without believing the query', async () => {
    const html = await page(`/contacts?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
    expect(html).toContain('Nothing matches')
    expect(html).not.toContain('<img')
  })

  it('show hostile names as text', async () => {
    const name = '<script>alert("Bobby")</script>'
    stand.sandbox.engine.createContact({ name: '<img src=x onerror=alert(1)>', company: '</bdi><b>' })
    const html = await page('/contacts')
    expect(html).not.toContain(name)
    expect(html).toContain('&lt;script&gt;alert(&quot;Bobby&quot;)&lt;/script&gt;')
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('</bdi><b>')
  })
})

describe('a card', () => {
  it('places the widget of the manifest with a context made by the gateway, and keeps the secret', async () => {
    const html = await page('/deals/d-1')
    expect(html).toMatch(/<firstline-conversation\s[^>]*context="a-context"/)
    expect(html).toContain(`data-entry="${stand.gateway.url}/widget/firstline.js"`)
    expect(html).not.toContain(SECRET)
    expect(stand.gateway.calls).toEqual([
      {
        path: '/v1/contexts',
        authorization: `Bearer ${SECRET}`,
        body: { operator: 'op-1', record: { type: 'deal', id: 'd-1' } },
      },
    ])
  })

  it('may hold the widget in a frame, the context in the fragment', async () => {
    const html = await page('/contacts/c-1?view=frame')
    expect(html).toContain(`src="${stand.gateway.url}/widget/conversation#context=a-context&amp;locale=en`)
    expect(html).not.toContain('<firstline-conversation')
  })

  it('stands without the gateway and says so', async () => {
    for (const gateway of [null, { url: 'http://127.0.0.1:9', secret: SECRET }]) {
      stand.sandbox.setGateway(gateway)
      const html = await page('/contacts/c-1')
      expect(html).toContain('Pavel Serov')
      expect(html).toContain('The conversation is not available now')
      expect(html).not.toContain('<firstline-conversation')
    }
  })

  it('of an unknown record is a page that says so', async () => {
    for (const path of ['/contacts/c-999', '/deals/x', '/orders/%3Cb%3E', '/nowhere']) {
      const response = await fetch(stand.sandbox.url + path, { headers: { accept: 'text/html' } })
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('There is no such page')
    }
  })

  it('shows hostile names as text, in the heading and in the title', async () => {
    const html = await page('/contacts/c-10')
    expect(html).toContain('<title>&lt;script&gt;')
    expect(html).not.toContain('<script>alert')
  })

  it('lets its page load nothing from elsewhere but the plugin', async () => {
    const policy = (await fetch(`${stand.sandbox.url}/contacts/c-1`)).headers.get('content-security-policy')
    expect(policy).toContain(`script-src 'self' ${stand.gateway.url}`)
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
    expect(policy).toContain("default-src 'none'")
  })
})

describe('renewing a context', () => {
  it('gives a new one for the operator of the cookie', async () => {
    const response = await renew({ type: 'contact', id: 'c-1' }, { cookie: 'crm-operator=op-2' })
    expect(await response.json()).toMatchObject({ context: 'a-context' })
    expect(stand.gateway.calls[0]?.body).toEqual({ operator: 'op-2', record: { type: 'contact', id: 'c-1' } })
  })

  it.each([
    ['another origin', { origin: 'https://evil.example' }],
    ['no origin that can be read', { origin: 'null' }],
  ])('refuses %s', async (_, headers) => {
    expect((await renew({ type: 'contact', id: 'c-1' }, headers)).status).toBe(403)
    expect(stand.gateway.calls).toEqual([])
  })

  it('refuses a request that names no origin', async () => {
    const response = await fetch(`${stand.sandbox.url}/cards/context`, {
      method: 'POST',
      body: JSON.stringify({ record: { type: 'contact', id: 'c-1' } }),
    })
    expect(response.status).toBe(403)
  })

  it('names what is wrong with a body', async () => {
    const response = await renew({ type: 'invoice', id: '' })
    expect(response.status).toBe(400)
    const { fields } = (await response.json()) as { fields: { path: string }[] }
    expect(fields.map(({ path }) => path)).toEqual(['record.type', 'record.id'])
    expect((await post('/cards/context', '{')).status).toBe(400)
  })

  it('is 404 for a card that is not there and 503 without the gateway', async () => {
    expect((await renew({ type: 'order', id: 'o-999' })).status).toBe(404)
    stand.sandbox.setGateway(null)
    expect((await renew({ type: 'order', id: 'o-15' })).status).toBe(503)
  })
})

describe('what a person chooses', () => {
  const choose = (choice: Record<string, string>) =>
    post('/preferences', new URLSearchParams(choice), { 'content-type': 'application/x-www-form-urlencoded' })

  it('is kept in a cookie and leads back to the page', async () => {
    const response = await choose({ locale: 'ru', back: '/orders/o-15?view=frame' })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe('/orders/o-15?view=frame')
    expect(response.headers.get('set-cookie')).toMatch(/crm-locale=ru;.*HttpOnly/)
    expect(await page('/contacts', { cookie: 'crm-locale=ru; crm-theme=dark' })).toMatch(
      /<html lang="ru" data-theme="dark">/,
    )
  })

  it('never leads to another site', async () => {
    for (const back of ['https://evil.example', '//evil.example', '/\\evil.example', '/x\\y'])
      expect((await choose({ theme: 'dark', back })).headers.get('location')).toBe('/contacts')
  })

  it('is refused when it is no choice, and ignored when a cookie makes no sense', async () => {
    expect((await choose({ theme: 'purple', back: '/contacts' })).status).toBe(400)
    expect(await page('/contacts', { cookie: 'crm-theme="><script>; crm-operator=nobody' })).toMatch(
      /data-theme="auto"/,
    )
  })

  it('starts as the browser speaks', async () => {
    expect(await page('/contacts', { 'accept-language': 'ru-RU,ru;q=0.9' })).toContain('<html lang="ru"')
    expect(await page('/contacts', { 'accept-language': 'fr' })).toContain('<html lang="en"')
  })
})

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

describe('the customer’s phone', () => {
  const phone = async (id: string) =>
    (await (await fetch(`${stand.sandbox.url}/phones/${id}`)).json()) as {
      accounts: { channel: string; blocked: boolean; messages: { text: string; from: string }[] }[]
    }

  it('has an app for each address, and what arrived there', async () => {
    const { engine } = stand.sandbox
    engine.send({ ...TO_PAVEL, text: 'Your order is ready' })
    const { accounts } = await phone('c-1')
    expect(accounts.map(({ channel }) => channel)).toEqual(['whatsapp', 'email', 'telegram-bot', 'viber-bot'])
    expect(accounts[0]?.messages.at(-1)).toMatchObject({ from: 'company', text: 'Your order is ready' })
  })

  it('does not show what the network refused', async () => {
    const { engine } = stand.sandbox
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
    const response = await post('/orders/o-15/runs', '', { accept: 'application/json' })
    expect(response.status).toBe(201)
    const { id } = (await response.json()) as { id: string }
    await expect.poll(() => page('/orders/o-15/runs')).toContain('waiting for the customer')
    expect(await page('/processes')).toContain(`data-run="${id}"`)
    expect(await page('/processes/runs', { cookie: 'crm-locale=ru' })).toContain('ждём ответа клиента')
  })

  it('shows the reason of a message that was not sent, as text', async () => {
    stand.gateway.reply(() =>
      stepAnswer('refused', { reason: { code: 'blocked', text: '<b>Blocked</b> & gone' } }),
    )
    await post('/orders/o-14/runs', '')
    await expect.poll(() => page('/orders/o-14/runs')).toContain('Not sent')
    expect(await page('/orders/o-14/runs')).toContain('&lt;b&gt;Blocked&lt;/b&gt; &amp; gone')
  })

  it('is started by the CRM’s own pages only, and for orders that are there', async () => {
    expect((await post('/orders/o-15/runs', '', { origin: 'https://evil.example' })).status).toBe(403)
    expect((await post('/orders/o-999/runs', '')).status).toBe(404)
  })

  it('has a diagram with names in the language of the page', async () => {
    const english = await (await fetch(`${stand.sandbox.url}/processes/order-ready.bpmn`)).text()
    expect(english).toContain('id="notify" name="Initiative message"')
    const russian = await page('/processes/order-ready.bpmn', { cookie: 'crm-locale=ru' })
    expect(russian).toContain('id="notify" name="Инициативное сообщение"')
    expect(russian).not.toContain('firstline:ru')
  })
})

describe('the installed plugin', () => {
  it('is shown with what it may do and why, without its secret', async () => {
    const html = await page('/plugin')
    expect(html).toContain('messages:send')
    expect(html).toContain('and nothing else')
    expect(html).toContain('Initiative message')
    expect(html).not.toContain(SECRET)
  })
})

describe('an empty sandbox', () => {
  it('has its pages too', async () => {
    stand.sandbox.engine.reset('empty')
    for (const path of ['/contacts', '/deals', '/orders', '/processes', '/contacts/c-1'])
      expect(await page(path)).toContain('</html>')
  })
})
