import { expect, onTestFinished, test } from 'vitest'
import { silentLog } from '../../src/hosts/log.ts'
import { HOSTS, openHost } from '../../src/hosts/registry.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { createEngine } from '../../src/sandbox/engine/index.ts'
import { SETTINGS } from './elma365/adapter.ts'

const dependencies = { fetch, now: () => new Date(), log: silentLog }

test('a host is opened by the kind in its settings', () => {
  const opened = openHost(SETTINGS, dependencies)
  expect(opened.ok && opened.host.sender.certainty).toBe('findable')
})

test.each(['nobody', 'constructor', '__proto__', ''])('a kind that we do not speak is told: %j', (kind) => {
  expect(openHost({ kind }, dependencies)).toEqual({
    ok: false,
    issues: [{ path: 'kind', message: `must be one of: ${Object.keys(HOSTS).join(', ')}` }],
  })
})

test('settings that are not right are told field by field, without their values', () => {
  const opened = openHost({ ...SETTINGS, token: 'short', lines: 'none' } as { kind: string }, dependencies)
  expect(opened).toMatchObject({ ok: false, issues: [{ path: 'token' }, { path: 'lines' }] })
  expect(JSON.stringify(opened)).not.toContain('short')
})

test.each(Object.entries(DIALECTS))(
  'requests to %s are counted, and a 429 lets all rest',
  async (_name, dialect) => {
    const engine = await createEngine({ seed: 'demo', dataDir: null, furnish: dialect.furnish })
    const sandbox = dialect.open({
      engine,
      gatewayUrl: () => null,
      gatewaySecret: () => null,
      ownUrl: () => '',
    })
    onTestFinished(() => sandbox.stop())
    const counted: (string | undefined)[] = []
    const rests: number[] = []
    const opened = openHost(sandbox.workspaceHost('https://host.example'), {
      ...dependencies,
      fetch: async () => new Response('Slower', { status: 429, headers: { 'Retry-After': '1200' } }),
      budget: {
        take: async ({ name }) => {
          counted.push(name)
          return { waitMs: 0 }
        },
        rest: async (_limit, ms) => void rests.push(ms),
        used: async () => undefined,
      },
    })
    if (!opened.ok) throw new Error(JSON.stringify(opened.issues))
    await expect(opened.host.contacts.get('c-1')).rejects.toMatchObject({
      code: 'rate-limited',
      retryAfterMs: 1_200_000,
    })
    expect([counted, rests]).toEqual([[undefined], [1_200_000]])
  },
)
