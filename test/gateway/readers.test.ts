import { expect, it } from 'vitest'
import { ROUTES } from '../../src/gateway/routes/index.ts'
import { turnsReadersAway } from '../../src/gateway/route.ts'
import { CardSchema, OperationSchema, type WireCard, type WireSession } from '../../src/wire/schemas.ts'
import { ORIGIN, SECRET, type TestGateway } from './setup.ts'
import { eventually, gatewayBefore, world, type World } from './with-sandbox.ts'

/**
 * R-READ-1 at the gateway. Sofia (op-5) may read and write nowhere; Irina (op-2), who has the session on the line Support, may not write
 * there; Denis (op-3) supervises, and supervisors may not write on the line Orders.
 */
const READERS = {
  ask: 'Anna Orlova, 112',
  rules: [
    { operators: ['op-5'] },
    { operators: ['op-2'], lines: ['line-1'] },
    { role: 'supervisor' as const, lines: ['line-2'] },
  ],
}
const WHOM = { kind: 'ask-administrator', whom: 'Anna Orlova, 112' }

async function stand(readers: object = READERS): Promise<{ there: World; gateway: TestGateway }> {
  const there = await world('chatwoot')
  const workspace = { id: 'sandbox', secret: SECRET, origins: [ORIGIN], country: 'RU' }
  const host = there.sandbox.workspaceHost as { kind: string }
  const gateway = await gatewayBefore(there, {
    workspaces: [{ ...workspace, host, readers: readers as typeof READERS }],
  })
  return { there, gateway }
}

async function cardOf({ ask, context }: TestGateway, operator: string): Promise<WireCard> {
  const token = await context(operator, { type: 'contact', id: 'c-2' })
  return CardSchema.parse((await ask('GET', '/v1/card', { token })).json)
}
const probe = async ({ ask }: TestGateway) => (await ask('GET', '/v1/probe', { token: SECRET })).json
const onSupport = ({ sessions }: WireCard): WireSession =>
  sessions.items.find(({ lineId, state }) => lineId === 'line-1' && state === 'active') as WireSession

/** What is in the host, without what was only asked. */
function contents({ sandbox }: World) {
  const { contacts, accounts, sessions, messages, deliveries } = sandbox.engine.store
  return structuredClone({ contacts, accounts, sessions, messages, deliveries })
}

/** Routes that change something and take a person; every one of them decides about readers. */
const OF_PEOPLE = ROUTES.filter(({ method, who }) => method !== 'GET' && who !== 'open' && who !== 'secret')
const named = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`

it('R-READ-1: who may write nowhere is turned away by every route that changes something', async () => {
  const { there, gateway } = await stand()
  const before = contents(there)
  const tokens: Record<string, string> = {
    context: await gateway.context('op-5', { type: 'contact', id: 'c-2' }),
  }
  const right = { operator: 'op-5', right: 'operations' }
  tokens['operations'] = (
    await gateway.ask('POST', '/v1/contexts', { token: SECRET, body: right })
  ).json.context
  const answers = await Promise.all(
    OF_PEOPLE.filter(turnsReadersAway).map(async ({ method, path, who }) => {
      const token = tokens[who] ?? tokens['context'] ?? ''
      const { status, json } = await gateway.ask(method, path.replaceAll(/:\w+/g, 'x'), { token, body: {} })
      return [named({ method, path }), status, json.code]
    }),
  )
  expect(answers.length).toBeGreaterThan(15)
  expect(answers).toEqual(answers.map(([route]) => [route, 403, 'read-only']))
  expect(contents(there)).toEqual(before)
  const says = await gateway.ask('PUT', '/v1/draft', {
    token: tokens['context'] ?? '',
    headers: { 'Accept-Language': 'ru' },
  })
  expect(says.json.detail).toBe(
    'Здесь вам можно читать, но не писать. За доступом обратитесь: Anna Orlova, 112.',
  )
}, 60_000)

// Only what is somebody's own and reaches nobody. Whoever adds a route here has decided.
it('R-READ-1: what readers may do nonetheless is a list', () => {
  expect(OF_PEOPLE.filter((route) => !turnsReadersAway(route)).map(named)).toEqual([
    'POST /v1/app/:workspace/sign-in',
    'POST /v1/app/:workspace/sign-in/proof',
    'DELETE /v1/app/:workspace/sign-in',
    'POST /v1/app/:workspace/contexts',
    'DELETE /v1/sessions/:id/draft',
    'DELETE /v1/operations/:id/notice',
    'DELETE /v1/attachments/:id',
    'DELETE /v1/draft',
  ])
})

it('R-READ-1: on a line where one may only read nothing is done, and elsewhere one writes', async () => {
  const { there, gateway } = await stand()
  const { ask } = gateway
  const token = await gateway.context('op-2', { type: 'contact', id: 'c-2' })
  const card = await cardOf(gateway, 'op-2')
  const session = onSupport(card)
  const reads = { code: 'read-only', facts: { line: 'Support' }, remedy: WHOM }
  expect(session).toMatchObject({ operatorId: 'op-2', replyReasons: [reads], deeds: [] })
  expect(card).toMatchObject({ can: { reply: true, start: true }, readOnly: null })
  const way = card.ways.find(({ lineId }) => lineId === 'line-1')
  expect(way?.verdict).toMatchObject({ kind: 'refused', reasons: expect.arrayContaining([reads]) })

  const before = contents(there)
  const seen = { state: session.state, operatorId: session.operatorId }
  const target = { kind: 'operator', id: 'op-1', name: 'Olga' }
  const here = `/v1/sessions/${session.id}`
  const { contactId, lineId, channel, address } = { ...session, contactId: 'c-2' }
  const attempts: readonly (readonly [string, object])[] = [
    [`${here}/messages`, { text: 'Hello' }],
    [`${here}/notes`, { text: 'Hello' }],
    [`${here}/take`, { seen }],
    [`${here}/close`, { seen }],
    [`${here}/hand-over`, { seen, target }],
    [`${here}/reopen`, { seen }],
    ['/v1/sessions', { contactId, lineId, channel, address, subject: null, text: 'Hello' }],
  ]
  for (const [n, [path, body]] of attempts.entries()) {
    const { json } = await ask('POST', path, { token, body: { ...body, operationId: `op-${n}` } })
    expect([path, json.state, json.reasons?.[0]]).toEqual([path, 'refused', reads])
  }
  const draft = {
    operationId: 'd',
    lineId: null,
    channel: null,
    address: null,
    contactId: null,
    subject: '',
    text: 'Hi',
  }
  const kept = await ask('PUT', `${here}/draft`, { token, body: draft })
  expect([kept.status, kept.json.code]).toEqual([403, 'read-only'])
  // Not by way of a process either, and not by sending again what was refused (R-PROC-2).
  const step = { operationId: 'run-1', line: 'line-1', to: { contactId: 'c-2' }, message: { text: 'Hello' } }
  const body = { ...step, author: { initiator: 'op-2' }, onOpenSession: 'write', wait: 'accepted' }
  const answered = await ask('POST', '/v1/process-actions/initiative-message', { token: SECRET, body })
  expect(answered.json).toMatchObject({ exit: 'refused', reason: { code: 'read-only' } })
  expect((await ask('POST', '/v1/operations/op-0/again', { token })).json.state).toBe('refused')
  expect(contents(there)).toEqual(before)

  const letter = card.ways.find((one) => one.lineId === 'line-2' && one.verdict.kind === 'free-form')
  expect(letter).toBeDefined()
  const { address: to = '' } = letter ?? {}
  const start = {
    contactId: 'c-2',
    lineId: 'line-2',
    channel: 'email',
    address: to,
    subject: 'Hello',
    text: 'A letter',
  }
  await ask('POST', '/v1/sessions', { token, body: { ...start, operationId: 'letter' } })
  const { json } = await eventually(
    () => ask('GET', '/v1/operations/letter', { token }),
    ({ json: { state } }) => state === 'sent',
  )
  expect(OperationSchema.parse(json).reasons).toEqual([])
  expect(there.arrived('A letter')).toHaveLength(1)
}, 60_000)

it('R-READ-1: in Operations nothing is tried again, moved or called off on a line where one may only read', async () => {
  const { there, gateway } = await stand()
  const as = async (operator: string) => {
    const body = { operator, right: 'operations' }
    const { context } = (await gateway.ask('POST', '/v1/contexts', { token: SECRET, body })).json
    return (path: string, sent?: object) =>
      gateway.ask(sent ? 'POST' : 'GET', path, { token: context, ...(sent && { body: sent }) })
  }
  const [irina, olga] = await Promise.all([as('op-2'), as('op-1')])
  const bySecret = (path: string, body: object) => gateway.ask('POST', path, { token: SECRET, body })
  const step = (operationId: string, more: object) =>
    bySecret('/v1/process-actions/initiative-message', { operationId, message: { text: 'Hello' }, ...more })
  const support = { line: 'line-1', channel: 'whatsapp' }
  const nobody = { to: { contactId: 'c-999' } }
  await step('run-support', { ...support, ...nobody })
  await step('run-orders', { line: 'line-2', channel: 'email', ...nobody })
  await step('run-open', { ...support, to: { contactId: 'c-2' }, onOpenSession: 'refuse' })
  await step('run-waits', { ...support, to: { contactId: 'c-2' }, onOpenSession: 'after-close' })
  const people = [{ contactId: 'c-2' }]
  const batch = { step: { ...support, message: { text: 'News' } }, recipients: people, paused: true }
  await bySecret('/v1/batches', { ...batch, id: 'of-the-line' })
  const own = {
    step: { line: 'line-2', channel: 'email', message: { subject: 'News', text: 'News' } },
    recipients: people.map((one) => ({ ...one, ...support })),
  }
  await bySecret('/v1/batches', { ...batch, ...own, id: 'of-its-rows' })

  const before = contents(there)
  const refused = { status: 403, json: { code: 'read-only' } }
  const moves = ['of-the-line', 'of-its-rows'].flatMap((id) =>
    ['pause', 'resume', 'cancel'].map((move) => `/v1/batches/${id}/${move}`),
  )
  for (const path of [...moves, '/v1/operations/run-waits/cancel', '/v1/operations/run-support/cancel'])
    expect([path, await irina(path, {})]).toMatchObject([path, refused])
  expect(await irina('/v1/batches/of-the-line/retry', { class: 'refused' })).toMatchObject(refused)
  const open = { state: 'refused', code: 'open-session' }
  expect(await irina('/v1/failures/retry', open)).toMatchObject(refused)
  expect((await irina('/v1/batches/of-the-line')).json.state).toBe('paused')
  expect((await irina('/v1/waiting')).json.items).toMatchObject([{ operationId: 'run-waits' }])
  expect(contents(there)).toEqual(before)

  // Of a class she tries those again that stand elsewhere, and is told of the others.
  const { items } = (await irina('/v1/failures')).json
  const { state, code } = items.find(({ count }: { count: number }) => count === 2)
  expect((await irina('/v1/failures/retry', { state, code })).json).toEqual({ retried: 1, readOnly: 1 })
  const again = (id: string) => gateway.ask('GET', `/v1/operations/${id}!2`, { token: SECRET })
  expect([(await again('run-orders')).status, (await again('run-support')).status]).toEqual([200, 404])

  // Who may write there does all of it.
  expect((await olga('/v1/failures/retry', open)).json).toEqual({ retried: 1, readOnly: 0 })
  expect((await olga('/v1/operations/run-waits/cancel', {})).json.exit).toBe('skipped')
  for (const path of moves) expect((await olga(path, {})).status).toBe(200)
}, 60_000)

it('R-READ-1: the probe names what the host does not know, since such a rule keeps nobody from writing', async () => {
  const right = (await probe((await stand()).gateway)).findings.at(-1)
  expect(right).toMatchObject({ ok: true, about: 'Who may only read' })
  const rules = [{ operators: ['op-5', 'op-55'] }, { lines: ['line-9'] }]
  const wrong = await probe((await stand({ ask: null, rules })).gateway)
  expect(wrong.ok).toBe(false)
  expect(wrong.findings.at(-1)).toMatchObject({ ok: false, code: 'setup-incomplete' })
  expect(wrong.findings.at(-1).text).toContain('op-55, line-9')
}, 60_000)

it('R-READ-1: the card says who may write nowhere and whom to ask; a role is what the host says', async () => {
  const { gateway } = await stand()
  const sofia = await cardOf(gateway, 'op-5')
  expect(sofia).toMatchObject({
    can: { reply: false, start: false, newBy: [] },
    readOnly: { code: 'read-only', facts: { line: null }, remedy: WHOM },
  })
  expect(sofia.sessions.items.flatMap(({ deeds }) => deeds)).toEqual([])
  const denis = await cardOf(gateway, 'op-3')
  expect(denis).toMatchObject({ can: { reply: true, start: true }, readOnly: null })
  const codes = (line: string) =>
    denis.ways
      .filter(({ lineId }) => lineId === line)
      .flatMap(({ verdict }) => (verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code) : []))
  expect(codes('line-2')).toContain('read-only')
  expect(codes('line-1')).not.toContain('read-only')
  // Olga is named by no rule.
  expect(onSupport(await cardOf(gateway, 'op-1')).deeds).toContain('note')
}, 60_000)
