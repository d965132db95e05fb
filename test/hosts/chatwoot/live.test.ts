import { expect, test } from 'vitest'
import { oracleAt } from '../../contract/oracle.ts'
import { listenTo } from '../../gateway/stream-reader.ts'
import { eventually, gatewayBefore, world, type World } from '../../gateway/with-sandbox.ts'

const PAVEL = { channel: 'whatsapp', address: '+79123456789' } as const
const LISTENS = 'Listening to the host'
const SILENT = 'The host does not tell us of news'
/** Nobody asks by himself: what is known was pushed, or looked for because of a push. */
const NEVER = { pollMs: 600_000, pushedPollMs: 600_000 }

const told = (log: readonly string[], what: string) => log.filter((line) => line.includes(what)).length

/** A gateway before the host's socket alone, without web hooks, and an open card of Pavel's. */
async function cardBefore(there: World, profile: object, settings: object = NEVER) {
  const oracle = oracleAt(there.sandbox.url)
  await oracle.profile({ hooks: false, ...profile })
  const gateway = await gatewayBefore(there, settings)
  const token = await gateway.context()
  const { cursor } = (await gateway.ask('GET', '/v1/card', { token })).json
  const ear = await listenTo(gateway.url, token, cursor)
  const heard = (text: string) =>
    ear.heard.findLast(({ kind, data }) => kind === 'message' && data.message.text === text)?.data.message
  const write = (text: string) => oracle.customer({ ...PAVEL, action: 'write', text })
  return { ...gateway, oracle, token, heard, write }
}

test('news come by the socket alone, statuses too, in any order and with those of other accounts between them', async () => {
  const there = await world('chatwoot')
  const odd = { socketOrder: 'newest-first', socketForeign: true }
  const { log, ask, token, oracle, heard, write } = await cardBefore(there, odd)
  await eventually(
    () => told(log, LISTENS),
    (times) => times === 1,
  )
  await write('Is it ready?')
  await expect.poll(() => heard('Is it ready?'), { timeout: 15_000 }).toMatchObject({ direction: 'inbound' })
  const { sessionId } = heard('Is it ready?')
  await ask('POST', `/v1/sessions/${sessionId}/messages`, {
    token,
    body: { operationId: 'r-1', text: 'It is' },
  })
  await oracle.customer({ ...PAVEL, action: 'read' })
  await expect.poll(() => heard('It is'), { timeout: 15_000 }).toMatchObject({ status: 'read' })
  await oracle.customer({ ...PAVEL, action: 'block' })
  await ask('POST', `/v1/sessions/${sessionId}/messages`, {
    token,
    body: { operationId: 'r-2', text: 'Are you there?' },
  })
  await expect
    .poll(() => heard('Are you there?'), { timeout: 15_000 })
    .toMatchObject({ status: 'failed', failure: { text: 'The recipient has blocked the sender.' } })
})

test('a lost connection is made again, and what was missed is looked for', async () => {
  const there = await world('chatwoot')
  const { log, oracle, heard, write } = await cardBefore(there, {}, { pollMs: 1000, pushedPollMs: 600_000 })
  await eventually(
    () => told(log, LISTENS),
    (times) => times === 1,
  )
  await oracle.profile({ socket: 'off' })
  await write('Nobody heard this')
  await eventually(
    () => told(log, SILENT),
    (times) => times === 1,
  )
  await oracle.profile({ socket: 'open' })
  await eventually(
    () => told(log, LISTENS),
    (times) => times === 2,
  )
  await expect.poll(() => heard('Nobody heard this'), { timeout: 15_000 }).toBeDefined()
  await write('And this')
  await expect.poll(() => heard('And this'), { timeout: 15_000 }).toBeDefined()
})

test.each(['rejects', 'unauthorized', 'off'])(
  'where the socket %s, cards are looked at as ever, and it is said once and without a secret',
  async (socket) => {
    const there = await world('chatwoot')
    const { log, heard, write } = await cardBefore(there, { socket }, { pollMs: 200 })
    await write('Looked for')
    await expect.poll(() => heard('Looked for'), { timeout: 15_000 }).toBeDefined()
    await eventually(
      () => told(log, SILENT),
      (times) => times > 0,
    )
    expect([told(log, SILENT), told(log, LISTENS)]).toEqual([1, 0])
    expect(log.join('\n')).not.toContain('pubsub')
  },
)

test('every replica listens, and one looks', async () => {
  const there = await world('chatwoot')
  const first = await cardBefore(there, {})
  const second = await gatewayBefore(there, { ...NEVER, databaseUrl: first.databaseUrl } as object)
  for (const { log } of [first, second])
    await eventually(
      () => told(log, LISTENS),
      (times) => times === 1,
    )
  const looks = () =>
    there.sandbox.engine.store.requests.filter(({ path }) => /\/conversations\/\d+$/.test(path)).length
  const before = looks()
  await first.write('Who looks?')
  await expect.poll(() => first.heard('Who looks?'), { timeout: 15_000 }).toBeDefined()
  // A conversation that begins again and its message are two events; that of the other replica is neither.
  expect(looks() - before).toBeLessThanOrEqual(2)
})
