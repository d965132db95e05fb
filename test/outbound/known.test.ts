import { describe, expect, it } from 'vitest'
import type { HostPolicy } from '../../src/domain/policy.ts'
import type { Line } from '../../src/domain/words.ts'
import type { AccountFacts } from '../../src/hosts/port.ts'
import type { Outbound } from '../../src/outbound/index.ts'
import { ways } from '../../src/outbound/ways.ts'

const HOUR_MS = 3_600_000
const NOW = new Date('2026-11-20T12:00:00.000Z')
const LINE: Line = {
  id: 'line-1',
  name: 'Support',
  channels: ['whatsapp'],
  operators: ['op-1'],
  supervisors: null,
}
const POLICY: HostPolicy = {
  channels: {
    whatsapp: {
      start: 'anyone',
      openSession: 'refuses',
      address: 'e164',
      windowMs: 24 * HOUR_MS,
      subject: 'none',
      textLimit: null,
    },
  },
  openScope: 'account',
  operatorMayStart: null,
  reply: 'assignee',
  cannotTell: [],
}

/** The verdict on the only account, for what the host tells of it; `null`: it tells nothing. */
async function verdictFor(told: Partial<AccountFacts> | null) {
  const facts = { lastInboundAt: undefined, blocked: false, enabled: undefined, ...told }
  const host = {
    policy: POLICY,
    lines: { list: async () => [LINE] },
    ...(told && { reach: { facts: async () => facts } }),
  }
  const journal = { consents: { known: async () => new Map() } }
  const o = { host, journal, now: () => NOW, workspace: { id: 'w', country: 'RU' } } as unknown as Outbound
  const account = {
    id: null,
    contactId: 'c-1',
    channel: 'whatsapp',
    address: '+79123456789',
    source: 'account',
  } as const
  const [way] = await ways(o, { id: 'op-1', name: 'Olga', status: null }, [account], [])
  return way?.verdict
}

describe('what the host knows of an account decides', () => {
  it('an hour after the person wrote free text is free until the window closes (R-WIN-1)', async () => {
    const lastInboundAt = new Date(NOW.getTime() - HOUR_MS).toISOString()
    const untilAt = new Date(NOW.getTime() + 23 * HOUR_MS).toISOString()
    expect(await verdictFor({ lastInboundAt })).toEqual({ kind: 'free-form', untilAt, warnings: [] })
  })
  it('a day after, and before they ever wrote, only a template (R-WIN-1)', async () => {
    const lastInboundAt = new Date(NOW.getTime() - 24 * HOUR_MS).toISOString()
    expect(await verdictFor({ lastInboundAt })).toMatchObject({ kind: 'template-only' })
    expect(await verdictFor({ lastInboundAt: null })).toMatchObject({ kind: 'template-only' })
  })
  it('a blocked one is refused (R-BLOCK-1)', async () => {
    const verdict = await verdictFor({ blocked: true, lastInboundAt: NOW.toISOString() })
    expect(verdict).toMatchObject({ kind: 'refused', reasons: [{ code: 'blocked' }] })
  })
  it('what it does not tell is said to be unknown, never assumed', async () => {
    const codes = (verdict: Awaited<ReturnType<typeof verdictFor>>) =>
      verdict?.kind === 'free-form' ? verdict.warnings.map(({ code }) => code) : verdict?.kind
    expect(codes(await verdictFor(null))).toEqual(['blocked-unknown', 'window-unknown'])
    expect(codes(await verdictFor({ lastInboundAt: undefined }))).toEqual(['window-unknown'])
  })
})
