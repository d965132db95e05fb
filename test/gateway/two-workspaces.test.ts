import { beforeEach, describe, expect, it } from 'vitest'
import { FILES } from '../outbound/fake-extras.ts'
import { World } from '../outbound/fake-host.ts'
import { FAKE } from './fake-host.ts'
import { ORIGIN, testGateway } from './setup.ts'
import { listenTo, type Ear } from './stream-reader.ts'

const NAMES = ['north', 'south'] as const
const PHONE = '+79123456789'
const START = {
  operationId: 'form-1',
  contactId: 'c-1',
  lineId: 'line-1',
  channel: 'whatsapp',
  address: PHONE,
  subject: '',
}

type Tenant = Awaited<ReturnType<typeof twoTenants>>[number]

/** One gateway for two tenants whose hosts call everything alike: operator, contact, session and message have the same ids in both. */
async function twoTenants() {
  const worlds = Object.fromEntries(NAMES.map((name) => [name, furnished(name)]))
  const gateway = await testGateway(
    FAKE,
    {
      pollMs: 100,
      workspaces: NAMES.map((id) => ({
        id,
        secret: secretOf(id),
        origins: [ORIGIN],
        country: 'RU',
        host: { ...FAKE, of: id },
      })),
    },
    {
      openHost: (settings) => ({
        ok: true,
        host: worlds[(settings as unknown as { of: string }).of]!.host(),
      }),
    },
  )
  return Promise.all(
    NAMES.map(async (name) => {
      const body = { operator: 'op-1', record: { type: 'order', id: 'o-1' } }
      const issued = await gateway.ask('POST', '/v1/contexts', { token: secretOf(name), body })
      const token: string = issued.json.context
      return {
        world: worlds[name]!,
        secret: secretOf(name),
        ask: (method: string, path: string, body?: unknown, as = token) =>
          gateway.ask(method, path, { token: as, ...(body === undefined ? {} : { body }) }),
        card: async () => (await gateway.ask('GET', '/v1/card', { token })).json,
        listen: (cursor: string) => listenTo(gateway.url, token, cursor),
      }
    }),
  )
}

const say = (text: string) => ({ operationId: 'answer-1', text })
const secretOf = (name: string): string => `the-secret-of-workspace-${name}`

function furnished(name: string): World {
  const world = new World(() => new Date())
  world.extras = { channels: { whatsapp: { attachments: FILES } } }
  world.contact('c-1', ['whatsapp', PHONE])
  world.message(world.open('c-1', 'whatsapp', PHONE, 'line-1', 'op-1').id, 'inbound', `Written to ${name}`)
  return world
}

const texts = ({ heard }: Ear): string[] =>
  heard.filter(({ kind }) => kind === 'message').map(({ data }) => data.message.text)

describe('two workspaces whose hosts call everything alike', () => {
  let north: Tenant
  let south: Tenant
  beforeEach(async () => {
    ;[north, south] = (await twoTenants()) as [Tenant, Tenant]
  })

  it('each sees its own card, and hears its own news', async () => {
    const [own, other] = [await north.card(), await south.card()]
    expect(own.sessions.items.map(({ id }: { id: string }) => id)).toEqual(['s-1'])
    expect(other.sessions.items.map(({ id }: { id: string }) => id)).toEqual(['s-1'])
    expect(JSON.stringify(own)).toContain('Written to north')
    expect(JSON.stringify(own)).not.toContain('south')
    expect(JSON.stringify(other)).not.toContain('north')

    const [ear, otherEar] = [await north.listen(own.cursor), await south.listen(other.cursor)]
    north.world.message('s-1', 'inbound', 'News for north')
    await expect.poll(() => texts(ear), { timeout: 15_000 }).toContain('News for north')
    south.world.message('s-1', 'inbound', 'News for south')
    await expect.poll(() => texts(otherEar), { timeout: 15_000 }).toContain('News for south')
    // The place in one workspace's news is none in another's.
    const strange = await south.listen(own.cursor)
    await expect.poll(() => strange.heard.length, { timeout: 15_000 }).toBeGreaterThan(0)
    expect(JSON.stringify([...strange.heard, ...otherEar.heard])).not.toContain('for north')
    expect(JSON.stringify(ear.heard)).not.toContain('for south')
  })

  it('each has its own drafts and files, and the same id is an operation of each (R-ERR-1, R-FILE-1, R-ONCE-1)', async () => {
    const draft = { ...START, text: 'Half a sentence', version: 0 }
    const answer = { ...draft, operationId: 'answer-1', text: 'Half an answer' }
    expect((await north.ask('PUT', '/v1/draft', draft)).status).toBe(200)
    expect((await north.ask('PUT', '/v1/sessions/s-1/draft', answer)).status).toBe(200)
    expect((await north.card()).draft).toMatchObject({ text: 'Half a sentence' })
    expect((await south.card()).draft).toBeNull()
    expect((await south.ask('GET', '/v1/sessions/s-1/draft')).json).toEqual({ draft: null })
    await south.ask('DELETE', '/v1/draft')
    await south.ask('DELETE', '/v1/sessions/s-1/draft')
    expect((await north.card()).draft).toMatchObject({ text: 'Half a sentence' })
    expect((await north.ask('GET', '/v1/sessions/s-1/draft')).json).toMatchObject({
      draft: { text: 'Half an answer' },
    })

    const { id } = (await north.ask('POST', '/v1/attachments?name=Offer.pdf', new Uint8Array([1, 2, 3]))).json
    expect((await south.ask('DELETE', `/v1/attachments/${id}`)).status).toBe(204)
    // Another's file is one that is gone.
    const message = { operationId: 'files-1', text: 'See the offer', attachments: [id] }
    const refused = await south.ask('POST', '/v1/sessions/s-1/messages', message)
    expect(refused.json).toMatchObject({ state: 'refused', reasons: [{ code: 'attachment-gone' }] })
    expect(refused.text).not.toContain('Offer')
    expect(south.world.requests).toEqual([])
    expect((await north.ask('POST', '/v1/sessions/s-1/messages', message)).json).toMatchObject({
      state: 'sent',
      attachments: ['Offer.pdf'],
    })

    await north.ask('POST', '/v1/sessions/s-1/messages', say('From north'))
    const unknown = await south.ask('GET', '/v1/operations/answer-1', undefined, south.secret)
    expect(unknown.status).toBe(404)
    const sent = await south.ask('POST', '/v1/sessions/s-1/messages', say('From south'))
    expect(sent.json).toMatchObject({ state: 'sent', text: 'From south' })
    const delivered = [north, south].map(({ world }) => world.deliveries.map(({ text }) => text))
    expect(delivered).toEqual([['See the offer', 'From north'], ['From south']])
  })
})
