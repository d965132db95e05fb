import { describe, expect, it } from 'vitest'
import type { RunningGateway } from '../../src/gateway/server.ts'
import { SIGN_IN_LIFETIME_MS } from '../../src/gateway/sign-ins.ts'
import type { Session } from '../../src/sandbox/engine/index.ts'
import { ORIGIN, SECRET, type Answer, type TestGateway } from './setup.ts'
import { gatewayBefore, world, type World } from './with-sandbox.ts'

const OWN_PAGE = { 'sec-fetch-site': 'same-origin' }

/** A browser with our own page in it: it keeps the cookie that it is given, under the path that the cookie names. */
function browserAt(gateway: Pick<TestGateway, 'ask'>, workspace = 'sandbox') {
  const jar = { cookie: '' }
  const ask = async (
    method: string,
    path: string,
    body?: object,
    headers: Record<string, string> = OWN_PAGE,
  ) => {
    const answer = await gateway.ask(method, `/v1/app/${workspace}/${path}`, {
      ...(body && { body }),
      headers: { ...headers, ...(jar.cookie !== '' && { cookie: jar.cookie }) },
    })
    const set = answer.headers.get('set-cookie')
    if (set) jar.cookie = set.split(';')[0]!.replace(/=$/, '=none')
    return answer
  }
  return {
    jar,
    ask,
    begin: async () => (await ask('POST', 'sign-in')).json as { challenge: string; words: string },
    prove: (challenge: string, session: string) => ask('POST', 'sign-in/proof', { challenge, session }),
    context: (session: string) => ask('POST', 'contexts', { session }),
  }
}

/** What the host's page calls a session. */
const shown = ({ id }: Pick<Session, 'id'>): string => id.replace('s-', '')

async function note({ sandbox }: World, sessionId: string, operatorId: string, text: string): Promise<void> {
  const answer = await fetch(`${sandbox.url}/_sandbox/note`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ sessionId, operatorId, text }),
  })
  expect(answer.status).toBe(200)
}

const claimsIn = (token: string) =>
  JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, unknown>

/** A session on a line of this operator, and one on a line that is not theirs. */
function sessionsOf({ sandbox }: World, operatorId: string) {
  const { sessions, lines } = sandbox.engine.store
  const works = ({ lineId }: Session) =>
    lines.some(
      ({ id, operators, supervisors }) =>
        id === lineId && [...operators, ...supervisors].includes(operatorId),
    )
  const supervises = lines.some(({ supervisors }) => supervisors.includes(operatorId))
  const foreign = sessions.find((session) => !works(session))
  return { own: sessions.find(works)!, foreign: supervises ? undefined : foreign }
}

async function signedIn(there: World, gateway: TestGateway, operatorId: string) {
  const browser = browserAt(gateway)
  const { own } = sessionsOf(there, operatorId)
  const { challenge, words } = await browser.begin()
  await note(there, own.id, operatorId, words)
  expect((await browser.prove(challenge, shown(own))).json.operator.id).toBe(operatorId)
  return { browser, own }
}

const code = ({ status, json }: Answer) => [status, json.code]

describe.each(['chatwoot', 'helpdeskeddy'])('signing in by a note in the host: %s', (dialect) => {
  it('gives contexts to who wrote the note, on the customer whom the host names, and to nobody before', async () => {
    const there = await world(dialect)
    const gateway = await gatewayBefore(there)
    const { own } = sessionsOf(there, 'op-2')
    const browser = browserAt(gateway)
    expect(code(await browser.context(shown(own)))).toEqual([401, 'sign-in-needed'])

    const { challenge, words } = await browser.begin()
    const before = await browser.prove(challenge, shown(own))
    expect([before.json, before.headers.get('set-cookie')]).toEqual([{ operator: null }, null])
    await note(there, own.id, 'op-2', words)
    // Another browser's challenge gains nothing by a note that is not for it.
    const other = browserAt(gateway)
    expect((await other.prove((await other.begin()).challenge, shown(own))).json.operator).toBeNull()
    const proved = await browser.prove(challenge, shown(own))
    expect(proved.json.operator).toMatchObject({ id: 'op-2' })
    expect(proved.headers.get('set-cookie')).toMatch(
      /^firstline_sign_in=[^;]+; Max-Age=43200; Path=\/v1\/app\/sandbox; HttpOnly; Secure; SameSite=None; Partitioned$/,
    )

    const given = await browser.context(shown(own))
    expect(claimsIn(given.json.context)).toMatchObject({
      ws: 'sandbox',
      sub: 'op-2',
      rec: { type: 'contact', id: own.contactId },
    })
    const card = await gateway.ask('GET', '/v1/card', { token: given.json.context })
    expect(card.json.operator.id).toBe('op-2')
    expect(gateway.log.join()).not.toContain(words)
    expect(there.arrived(words)).toEqual([])
  })
})

describe('an app that is signed in', () => {
  it('opens no session of a line on which the person does not work, and none that does not exist (R-OPER-2)', async () => {
    const there = await world('chatwoot')
    const gateway = await gatewayBefore(there)
    const operator = there.sandbox.engine.store.operators.find(({ id }) => sessionsOf(there, id).foreign)!
    const { browser } = await signedIn(there, gateway, operator.id)
    const foreign = sessionsOf(there, operator.id).foreign!
    expect(code(await browser.context(shown(foreign)))).toEqual([403, 'session-not-yours'])
    for (const name of ['99999', '..', 'x/../1'])
      expect(code(await browser.context(name))).toEqual([404, 'unknown-session'])
  })

  it('takes nothing that another page or another kind of pass says', async () => {
    const there = await world('chatwoot')
    const gateway = await gatewayBefore(there)
    const { browser, own } = await signedIn(there, gateway, 'op-1')
    const session = shown(own)
    // The workspace's own pages may use contexts, but the cookie is for our page alone.
    for (const headers of [
      { origin: ORIGIN, 'sec-fetch-site': 'cross-site' },
      { 'sec-fetch-site': 'same-site' },
      {},
    ])
      for (const [method, path, body] of [
        ['POST', 'contexts', { session }],
        ['POST', 'sign-in', undefined],
        ['DELETE', 'sign-in', undefined],
      ] as const)
        expect(code(await browser.ask(method, path, body, headers as Record<string, string>))).toEqual([
          403,
          'origin-refused',
        ])
    // Who somebody is and who the customer is are not taken from the page.
    const forged = { session, operator: 'op-3', contact: 'c-7' }
    expect(code(await browser.ask('POST', 'contexts', forged))).toEqual([422, 'invalid-body'])
    // A context is no sign-in, and a sign-in is no context.
    const { context } = (await browser.context(session)).json
    const pass = browser.jar.cookie.split('=')[1]!
    expect(code(await gateway.ask('GET', '/v1/card', { token: pass }))).toEqual([401, 'context-invalid'])
    browser.jar.cookie = `firstline_sign_in=${context}`
    expect(code(await browser.context(session))).toEqual([401, 'sign-in-needed'])
    const { challenge } = await browser.begin()
    browser.jar.cookie = `firstline_sign_in=${challenge}`
    expect(code(await browser.context(session))).toEqual([401, 'sign-in-needed'])
  })

  it('is signed out at once, and after a working day', async () => {
    const clock = { ahead: 0 }
    const there = await world('chatwoot')
    const gateway = await gatewayBefore(there, {}, { now: () => new Date(Date.now() + clock.ahead) })
    const { browser, own } = await signedIn(there, gateway, 'op-1')
    const pass = browser.jar.cookie
    const out = await browser.ask('DELETE', 'sign-in')
    expect([out.status, out.headers.get('set-cookie')]).toEqual([
      204,
      expect.stringMatching(/^firstline_sign_in=; Max-Age=0; Path=\/v1\/app\/sandbox; /),
    ])
    expect(code(await browser.context(shown(own)))).toEqual([401, 'sign-in-needed'])

    browser.jar.cookie = pass
    clock.ahead = SIGN_IN_LIFETIME_MS - 60_000
    expect((await browser.context(shown(own))).status).toBe(200)
    clock.ahead = SIGN_IN_LIFETIME_MS + 1000
    expect(code(await browser.context(shown(own)))).toEqual([401, 'sign-in-needed'])
  })

  it('belongs to one workspace', async () => {
    const there = await world('chatwoot')
    const host = there.sandbox.workspaceHost as { kind: string }
    const workspaces = ['sandbox', 'second'].map((id) => ({
      id,
      secret: `${SECRET}-${id}`,
      origins: [ORIGIN],
      host,
    }))
    const gateway = await gatewayBefore(there, { workspaces })
    const { browser, own } = await signedIn(there, gateway, 'op-1')
    const second = browserAt(gateway, 'second')
    second.jar.cookie = browser.jar.cookie
    expect(code(await second.context(shown(own)))).toEqual([401, 'sign-in-needed'])
    const { challenge, words } = await browser.begin()
    await note(there, own.id, 'op-1', words)
    expect(code(await second.prove(challenge, shown(own)))).toEqual([401, 'sign-in-over'])
    expect(code(await browserAt(gateway, 'nobody').context('1'))).toEqual([404, 'unknown-workspace'])
  })
})

describe('the words for a note', () => {
  it('are others each time, and no longer taken after ten minutes', async () => {
    const clock = { ahead: 0 }
    const there = await world('chatwoot')
    const gateway = await gatewayBefore(there, {}, { now: () => new Date(Date.now() + clock.ahead) })
    const browser = browserAt(gateway)
    const [first, second] = [await browser.begin(), await browser.begin()]
    expect(first.words).toMatch(/^firstline-[2-9A-Z]{8}$/)
    expect(second.words).not.toBe(first.words)
    const { own } = sessionsOf(there, 'op-1')
    await note(there, own.id, 'op-1', first.words)
    clock.ahead = 11 * 60_000
    expect(code(await browser.prove(first.challenge, shown(own)))).toEqual([401, 'sign-in-over'])
    expect(code(await browser.prove('not-ours', shown(own)))).toEqual([401, 'sign-in-over'])
  })

  it('are looked for so often a minute, whichever replica is asked, and then not until later', async () => {
    const there = await world('chatwoot')
    const one = await gatewayBefore(there)
    const other = await gatewayBefore(there, { databaseUrl: one.databaseUrl })
    const { own } = sessionsOf(there, 'op-1')
    const asked = () =>
      there.sandbox.engine.store.requests.filter(({ path }) => path.includes('/messages')).length
    const before = asked()
    const tries: Answer[] = []
    for (const gateway of Array.from({ length: 50 }, (_, index) => (index % 2 === 0 ? one : other))) {
      const browser = browserAt(gateway)
      tries.push(await browser.prove((await browser.begin()).challenge, shown(own)))
    }
    const late = tries.filter(({ status }) => status === 429)
    expect(late.length).toBeGreaterThan(0)
    expect(code(late[0]!)).toEqual([429, 'too-many-tries'])
    expect(Number(late[0]!.headers.get('retry-after'))).toBeGreaterThan(0)
    expect(asked() - before).toBeLessThanOrEqual(40)
    expect(asked() - before).toBeGreaterThan(20)
  })
})

const page = (gateway: RunningGateway, path: string) => fetch(`${gateway.url}/widget/app/${path}`)

/** What the gateway says of itself to everybody; it is an answer like any other, whatever is in the way. */
async function standing(gateway: TestGateway, path: string): Promise<string> {
  const { status, json } = await gateway.ask('GET', `/v1/app/${path}`)
  expect([status, json.service]).toEqual([200, 'firstline'])
  return json.standing
}

describe('the page of the app', () => {
  it('may be framed by the pages of its own workspace alone, and listens to no other', async () => {
    const there = await world('chatwoot')
    const host = there.sandbox.workspaceHost as { kind: string }
    const workspaces = [
      { id: 'sandbox', secret: SECRET, origins: [ORIGIN], host },
      { id: 'second', secret: `${SECRET}-2`, origins: ['https://second.example'], host },
    ]
    const gateway = await gatewayBefore(there, { workspaces })
    const shownPage = await page(gateway, 'sandbox?locale=ru&theme=dark')
    const html = await shownPage.text()
    expect(shownPage.headers.get('content-security-policy')).toMatch(
      /frame-ancestors https:\/\/crm\.example$/,
    )
    expect(html).toContain('content="https://crm.example"')
    expect(html).toContain('<html lang="ru">')
    expect(html).toContain('theme="dark"')
    expect((await page(gateway, 'nobody')).status).toBe(404)
    expect((await page(gateway, 'sandbox?theme="><script>')).status).toBe(422)
    // A page whose frame stays empty is told why, by whoever can ask for it.
    expect(await standing(gateway, `sandbox/standing?origin=${ORIGIN}`)).toBe('ready')
    expect(await standing(gateway, 'sandbox/standing')).toBe('ready')
    expect(await standing(gateway, 'sandbox/standing?origin=https://second.example')).toBe('page-not-allowed')
    expect(await standing(gateway, 'nobody/standing')).toBe('unknown-workspace')
  })

  it('is not there for a host whose pages vouch for their people', async () => {
    const there = await world('elma365')
    const gateway = await gatewayBefore(there)
    expect((await page(gateway, 'sandbox')).status).toBe(422)
    expect(await standing(gateway, 'sandbox/standing')).toBe('not-supported')
    expect(code(await browserAt(gateway).ask('POST', 'sign-in'))).toEqual([422, 'not-supported'])
  })
})
