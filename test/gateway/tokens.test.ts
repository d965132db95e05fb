import { assert, asyncProperty, constantFrom, nat, pre } from 'fast-check'
import { SignJWT, UnsecuredJWT } from 'jose'
import { describe, expect, it } from 'vitest'
import { CONTEXT_LIFETIME_MS, contextTokens } from '../../src/gateway/tokens.ts'

const KEY = 'a key that signs contexts in tests'
const NOW = new Date('2026-11-20T10:00:00.000Z')
const tokens = contextTokens(KEY, () => NOW)
const CONTEXT = { workspaceId: 'acme', operatorId: 'op-1', record: { type: 'deal', id: 'd-7' } }
const code = (token: string, at = NOW) =>
  contextTokens(KEY, () => at)
    .verify(token)
    .then(
      () => 'accepted',
      (error: { code?: string }) => error.code,
    )
const signed = (key = KEY, claims: object = {}) =>
  new SignJWT({ ws: 'acme', sub: 'op-1', iss: 'firstline', aud: 'firstline-widget', ...claims })
    .setProtectedHeader({ alg: 'HS256' })
    .setExpirationTime(Math.floor(NOW.getTime() / 1000) + 60)
    .sign(new TextEncoder().encode(key))

describe('a card’s context', () => {
  it('comes back as it was signed', async () => {
    const { context, expiresAt } = await tokens.issue(CONTEXT)
    expect(await tokens.verify(context)).toEqual({ ...CONTEXT, expiresAt })
    expect(expiresAt.getTime() - NOW.getTime()).toBe(CONTEXT_LIFETIME_MS)
  })

  it('needs no record', async () => {
    const { context } = await tokens.issue({ ...CONTEXT, record: null })
    expect((await tokens.verify(context)).record).toBeNull()
  })

  it('works until its last second and not at it', async () => {
    const { context, expiresAt } = await tokens.issue(CONTEXT)
    expect(await code(context, new Date(expiresAt.getTime() - 1000))).toBe('accepted')
    expect(await code(context, expiresAt)).toBe('context-expired')
  })

  it('is refused when somebody else signed it, or nobody', async () => {
    expect(await code(await signed())).toBe('accepted')
    expect(await code(await signed('another key that signs contexts'))).toBe('context-invalid')
    const claims = { ws: 'acme', iss: 'firstline', aud: 'firstline-widget' }
    const unsigned = new UnsecuredJWT(claims).setSubject('op-1').setExpirationTime('1h').encode()
    expect(await code(unsigned)).toBe('context-invalid')
  })

  it('is refused when it is meant for somebody else', async () => {
    expect(await code(await signed(KEY, { aud: 'elsewhere' }))).toBe('context-invalid')
    expect(await code(await signed(KEY, { iss: 'elsewhere' }))).toBe('context-invalid')
    expect(await code(await signed(KEY, { ws: undefined }))).toBe('context-invalid')
    expect(await code(await signed(KEY, { rec: 'd-7' }))).toBe('context-invalid')
  })

  it('is refused for another algorithm, though the key is ours', async () => {
    const claims = new SignJWT({ ws: 'acme', sub: 'op-1', iss: 'firstline', aud: 'firstline-widget' })
    const token = await claims
      .setProtectedHeader({ alg: 'HS512' })
      .setExpirationTime('1h')
      .sign(new TextEncoder().encode(KEY.repeat(2)))
    expect(await code(token)).toBe('context-invalid')
  })

  it('does not survive any change of its letters', async () => {
    const { context } = await tokens.issue(CONTEXT)
    await assert(
      // The last letter of a part carries bits that do not count.
      asyncProperty(nat(context.length - 2), constantFrom(...'AQgw-_09'), async (place, letter) => {
        const changed = context.slice(0, place) + letter + context.slice(place + 1)
        pre(changed !== context)
        expect(await code(changed)).toBe('context-invalid')
      }),
      { numRuns: 60 },
    )
  })
})
