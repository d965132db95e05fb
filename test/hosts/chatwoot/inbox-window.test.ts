import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { listSessions, reply, waysOf } from '../../../src/outbound/index.ts'
import { oracleAt } from '../../contract/oracle.ts'
import { dialectStand, PAVELS_PHONE } from '../../outbound/dialect-stand.ts'
import { olga } from '../../outbound/replicas.ts'

const open = dialectStand()
const THREE_HOURS_MS = 3 * 3_600_000
/** Behind an API inbox, since the host knows no Viber. */
const PAVEL = { channel: 'viber-bot', address: PAVELS_PHONE } as const

test('R-WIN-1: an API inbox may have a window of its own, for first messages and for answers', async () => {
  const { sandbox, a } = await open('chatwoot', { freshForMs: 0 })
  const { engine, url } = sandbox
  await oracleAt(url).profile({ apiWindowHours: 2 })
  const verdict = async () =>
    (await waysOf(a, olga, 'c-1')).ways.find(({ channel }) => channel === PAVEL.channel)?.verdict
  const written = async () => {
    engine.customer({ ...PAVEL, action: 'write', text: 'Hello' })
    const { id } = engine.store.sessions.findLast(({ channel }) => channel === PAVEL.channel)!
    engine.assign(id, 'op-1')
    return id
  }
  const shown = async (id: string) =>
    (await listSessions(a, olga, 'c-1', null)).items.find((session) => session.id === id)?.replyReasons
  const answer = (id: string) => reply(a, olga, id, { operationId: randomUUID(), text: 'Good day' })
  const canReply = async (id: string) => {
    const address = `${url}/api/v1/accounts/3/conversations/${id.replace('s-', '')}`
    const told = await fetch(address, { headers: { api_access_token: 'sandbox-token' } })
    return ((await told.json()) as { can_reply: boolean }).can_reply
  }
  const OVER = [{ code: 'window-over', remedy: { kind: 'customer-writes-first' } }]

  engine.advanceClock(-THREE_HOURS_MS)
  const late = await written()
  engine.advanceClock(THREE_HOURS_MS)
  expect([await canReply(late), await shown(late)]).toMatchObject([false, OVER])
  expect(await answer(late)).toMatchObject({ state: 'refused', reasons: OVER })
  engine.close(late, null)
  expect(await verdict()).toMatchObject({ kind: 'refused', reasons: OVER })

  const fresh = await written()
  expect([await canReply(fresh), await shown(fresh)]).toEqual([true, []])
  expect(await answer(fresh)).toMatchObject({ state: 'sent' })
  engine.close(fresh, null)
  expect(await verdict()).toMatchObject({ kind: 'free-form', untilAt: expect.any(String) })
})
