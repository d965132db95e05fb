import { expect, test } from 'vitest'
import { silentLog } from '../../src/hosts/log.ts'
import { HOSTS, openHost } from '../../src/hosts/registry.ts'
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
