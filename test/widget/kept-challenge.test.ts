import { expect, test } from 'vitest'
import { keptChallenge } from '../../widget/app/kept-challenge.ts'

const WORDS = { challenge: 'a.b.c', words: 'firstline-AB2C3D4E', expiresAt: '2026-01-01T10:10:00.000Z' }

/** As much of a browser's storage as is used. */
function storageWith(kept = new Map<string, string>()): Storage {
  return {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => void kept.set(key, value),
    removeItem: (key: string) => void kept.delete(key),
  } as unknown as Storage
}

test('words are found again in their workspace until they end', () => {
  const storage = storageWith()
  const at = (time: string, workspace = 'acme') =>
    keptChallenge(
      workspace,
      () => storage,
      () => Date.parse(time),
    )
  at('2026-01-01T10:00:00Z').keep(WORDS)
  expect(at('2026-01-01T10:09:59Z').read()).toEqual(WORDS)
  expect(at('2026-01-01T10:09:59Z', 'other').read()).toBeNull()
  expect(at('2026-01-01T10:10:00Z').read()).toBeNull()
  at('2026-01-01T10:00:00Z').keep(null)
  expect(at('2026-01-01T10:00:00Z').read()).toBeNull()
})

test('a browser that keeps nothing for frames, or something else under our name, is no failure', () => {
  const closed = keptChallenge('acme', () => {
    throw new DOMException('The operation is insecure.', 'SecurityError')
  })
  closed.keep(WORDS)
  expect(closed.read()).toBeNull()
  const strange = storageWith(new Map([['firstline-challenge-acme', '{']]))
  expect(keptChallenge('acme', () => strange).read()).toBeNull()
})
