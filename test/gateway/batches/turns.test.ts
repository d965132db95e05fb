import { setTimeout as pause } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { World } from '../../outbound/fake-host.ts'
import { FAKE } from '../fake-host.ts'
import { testGateway } from '../setup.ts'

const STEP = { line: 'line-1', channel: 'whatsapp', message: { text: 'News' } }

it('a long list of one tenant, before a slow host, does not keep a short one of another waiting, nor one of its own', async () => {
  const slow = new World(() => new Date())
  const quick = new World(() => new Date())
  const hosts = {
    slow: { ...slow.host(), sender: { ...slow.host().sender, send: slowly } },
    quick: quick.host(),
  }
  async function slowly(...[request]: Parameters<typeof send>): ReturnType<typeof send> {
    // As much as comes in this test, and only for the long list.
    if (request.text === 'News') await pause(1000)
    return send(request)
  }
  const { send } = slow.host().sender
  const gateway = await testGateway(
    FAKE,
    {
      pollMs: 600_000,
      workspaces: Object.keys(hosts).map((id) => ({ id, secret: secretOf(id), host: { ...FAKE, of: id } })),
    },
    {
      openHost: (settings) => ({
        ok: true,
        host: hosts[(settings as unknown as { of: keyof typeof hosts }).of],
      }),
    },
  )
  const begin = async (of: keyof typeof hosts, id: string, world: World, count: number, step = STEP) => {
    const recipients = Array.from({ length: count }, (_, n) => ({
      contactId: world.contact(`${id}-${n}`, ['whatsapp', `+7900${id.length}${String(n).padStart(6, '0')}`]),
    }))
    const answer = await gateway.ask('POST', '/v1/batches', {
      token: secretOf(of),
      body: { id, step, recipients },
    })
    expect(answer.status).toBe(202)
  }
  const state = async (of: string, id: string) =>
    (await gateway.ask('GET', `/v1/batches/${id}`, { token: secretOf(of) })).json

  await begin('slow', 'long', slow, 900)
  await expect.poll(() => slow.deliveries.length).toBeGreaterThan(0)
  await begin('quick', 'other', quick, 20)
  await begin('slow', 'own', slow, 20, { ...STEP, message: { text: 'Short' } })
  for (const [of, id] of [
    ['quick', 'other'],
    ['slow', 'own'],
  ] as const)
    await expect
      .poll(() => state(of, id), { timeout: 30_000, interval: 200 })
      .toMatchObject({ state: 'done', sent: 20 })
  expect([quick.deliveries.length, slow.deliveries.filter(({ text }) => text === 'Short').length]).toEqual([
    20, 20,
  ])
  expect(await state('slow', 'long')).toMatchObject({ state: 'running' })
  expect((await state('slow', 'long')).waiting).toBeGreaterThan(300)
}, 60_000)

const secretOf = (id: string): string => `the-secret-of-the-workspace-${id}`
