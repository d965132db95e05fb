import { describe, expect, it } from 'vitest'
import { PhoneSchema } from '../../src/sandbox/crm/phone-wire.ts'
import { moment } from '../../src/words/index.ts'
import { crmSite, SECRET } from './stand.ts'

const site = crmSite()

describe('the lists', () => {
  it.each([
    ['contacts', /href="\/contacts\/c-1"/],
    ['deals', /href="\/deals\/d-1"/],
    ['orders', /href="\/orders\/o-15"/],
  ])('/%s links its records', async (path, link) => {
    expect(await site.page(`/${path}`)).toMatch(link)
  })

  it.each([
    ['/contacts?q=serov', 'c-1'],
    ['/contacts?q=%2B7%20(912)%20345-67-89', 'c-1'],
    ['/contacts?q=severny', 'c-1'],
    ['/contacts?q=%D0%BA%D0%BB%D0%B8%D0%BC%D0%BE%D0%B2%D0%B0', 'c-2'],
  ])('%s finds %s alone', async (path, id) => {
    const found = (await site.page(path)).matchAll(/<a class="main-link" href="\/contacts\/([^"]+)"/g)
    expect([...found].map(([, contact]) => contact)).toEqual([id])
  })

  it('says when nothing matches, without believing the query', async () => {
    const html = await site.page(`/contacts?q=${encodeURIComponent('"><img src=x onerror=alert(1)>')}`)
    expect(html).toContain('Nothing matches')
    expect(html).not.toContain('<img')
  })

  it('show hostile names as text', async () => {
    const name = '<script>alert("Bobby")</script>'
    site.sandbox.engine.createContact({ name: '<img src=x onerror=alert(1)>', company: '</bdi><b>' })
    const html = await site.page('/contacts')
    expect(html).not.toContain(name)
    expect(html).toContain('&lt;script&gt;alert(&quot;Bobby&quot;)&lt;/script&gt;')
    expect(html).not.toContain('<img src=x')
    expect(html).not.toContain('</bdi><b>')
  })
})

describe('a session', () => {
  it('has a page where the plugin’s links lead, with what only the host draws, and believes no text', async () => {
    const { engine, url, workspaceHost } = site.sandbox
    const drawn = engine.store.messages.find(({ parts }) => parts.drawnAs !== undefined)
    engine.customer({
      action: 'write',
      channel: 'email',
      address: 'eve@example.com',
      text: '<img src=x onerror=alert(1)>',
    })
    const eve = engine.store.sessions.at(-1)
    expect(workspaceHost).toMatchObject({ sessionPage: `${url}/sessions/{session}` })
    const page = (id = '') => site.page(`/sessions/${id}`)
    expect(await page(drawn?.sessionId)).toContain('Only the host itself draws this (cards).')
    expect(await page(eve?.id)).toContain('&lt;img src=x')
    expect((await fetch(`${url}/sessions/s-404`, { headers: { accept: 'text/html' } })).status).toBe(404)
  })
})

describe('times', () => {
  it.each(['Asia/Kathmandu', 'America/St_Johns'])(
    'stand in the zone of the browser: %s',
    async (timeZone) => {
      const cookie = `crm-zone=${encodeURIComponent(timeZone)}`
      const phone = PhoneSchema.parse(JSON.parse(await site.page('/phones/c-1', { cookie })))
      const { at = '', time } = phone.accounts[0]?.messages[0] ?? {}
      expect(time).toBe(moment(at, 'en', { timeZone, now: site.sandbox.engine.now() }))
    },
  )

  it('stand in the server’s own while the browser has told none, or nonsense', async () => {
    const [none, nonsense] = [
      await site.page('/phones/c-1'),
      await site.page('/phones/c-1', { cookie: 'crm-zone=a' }),
    ]
    expect(nonsense).toBe(none)
  })
})

describe('a card', () => {
  it('places the widget of the manifest with a context made by the gateway, and keeps the secret', async () => {
    const html = await site.page('/deals/d-1')
    expect(html).toMatch(/<firstline-conversation\s[^>]*context="a-context"/)
    expect(html).toContain(`data-entry="${site.gateway.url}/widget/firstline.js"`)
    expect(html).not.toContain(SECRET)
    expect(site.gateway.calls).toEqual([
      {
        path: '/v1/contexts',
        authorization: `Bearer ${SECRET}`,
        body: { operator: 'op-1', record: { type: 'deal', id: 'd-1' } },
      },
    ])
  })

  it('opens the widget as a page of its own, with a context that is made now and stands where no log sees it', async () => {
    const answer = await fetch(`${site.sandbox.url}/deals/d-1/open`, { redirect: 'manual' })
    expect(answer.status).toBe(302)
    expect(answer.headers.get('location')).toMatch(
      new RegExp(`^${site.gateway.url}/widget/conversation#context=a-context&`),
    )
    expect(site.gateway.calls.map(({ body }) => body)).toEqual([
      { operator: 'op-1', record: { type: 'deal', id: 'd-1' } },
    ])
    expect((await fetch(`${site.sandbox.url}/deals/d-none/open`, { redirect: 'manual' })).status).toBe(404)
  })

  it('may hold the widget in a frame, the context in the fragment', async () => {
    const html = await site.page('/contacts/c-1?view=frame')
    expect(html).toContain(`src="${site.gateway.url}/widget/conversation#context=a-context&amp;locale=en`)
    expect(html).not.toContain('<firstline-conversation')
  })

  it('stands without the gateway and says so', async () => {
    for (const gateway of [null, { url: 'http://127.0.0.1:9', secret: SECRET }]) {
      site.sandbox.setGateway(gateway)
      const html = await site.page('/contacts/c-1')
      expect(html).toContain('Pavel Serov')
      expect(html).toContain('The conversation is not available now')
      expect(html).not.toContain('<firstline-conversation')
    }
  })

  it('of an unknown record is a page that says so', async () => {
    for (const path of ['/contacts/c-999', '/deals/x', '/orders/%3Cb%3E', '/nowhere']) {
      const response = await fetch(site.sandbox.url + path, { headers: { accept: 'text/html' } })
      expect(response.status).toBe(404)
      expect(await response.text()).toContain('There is no such page')
    }
  })

  it('shows hostile names as text, in the heading and in the title', async () => {
    const html = await site.page('/contacts/c-10')
    expect(html).toContain('<title>&lt;script&gt;')
    expect(html).not.toContain('<script>alert')
  })

  it('lets its page load nothing from elsewhere but the plugin', async () => {
    const policy = (await fetch(`${site.sandbox.url}/contacts/c-1`)).headers.get('content-security-policy')
    expect(policy).toContain(`script-src 'self' ${site.gateway.url}`)
    expect(policy).not.toContain("script-src 'self' 'unsafe-inline'")
    expect(policy).toContain("default-src 'none'")
    // What customers sent stands under the vendor's own name, however this page was come to; nothing else does.
    const byNumber = await fetch(`${site.sandbox.url.replace('localhost', '127.0.0.1')}/contacts/c-1`)
    const rules = byNumber.headers.get('content-security-policy')?.split('; ')
    expect(rules).toContain(`img-src 'self' data: ${site.sandbox.url} ${site.gateway.url}`)
    expect(rules).toContain(`media-src 'self' ${site.sandbox.url} ${site.gateway.url}`)
  })
})

describe('the section Lines (R-START-2)', () => {
  it.each([
    ['en-GB', 'Lines'],
    ['ru-RU', 'Линии'],
  ])(
    'stands in the menu in %s and holds the widget under a context without a record',
    async (language, name) => {
      const html = await site.page('/lines', { 'accept-language': language })
      expect(html).toMatch(new RegExp(`href="/lines"\\s+aria-current="page"\\s*>${name}<`))
      expect(html).toMatch(/<firstline-conversation\s[^>]*context="a-context"/)
      expect(site.gateway.calls).toEqual([
        { path: '/v1/contexts', authorization: `Bearer ${SECRET}`, body: { operator: 'op-1' } },
      ])
    },
  )

  it('may hold it in a frame, and stands without the gateway', async () => {
    expect(await site.page('/lines?view=frame')).toContain(
      `src="${site.gateway.url}/widget/conversation#context=a-context&amp;locale=en`,
    )
    site.sandbox.setGateway(null)
    expect(await site.page('/lines')).toContain('The conversation is not available now')
  })
})

describe('the installed plugin', () => {
  it('is shown with what it may do and why, without its secret', async () => {
    const html = await site.page('/plugin')
    expect(html).toContain('messages:send')
    expect(html).toContain('and nothing else')
    expect(html).toContain('Initiative message')
    expect(html).not.toContain(SECRET)
  })
})

describe('an empty sandbox', () => {
  it('has its pages too', async () => {
    site.sandbox.engine.reset('empty')
    for (const path of ['/contacts', '/deals', '/orders', '/lines', '/processes', '/contacts/c-1'])
      expect(await site.page(path)).toContain('</html>')
  })
})
