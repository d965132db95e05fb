import { expect, it } from 'vitest'
import { assessReader, readerEverywhere } from '../../src/domain/readers.ts'
import type { Line } from '../../src/domain/words.ts'

const line = (id: string, operators: Line['operators'], supervisors: Line['supervisors']): Line => ({
  id,
  name: id,
  channels: ['email'],
  operators,
  supervisors,
})
const SALES = line('sales', ['olga', 'both'], ['denis', 'both'])
const UNTOLD = line('untold', null, null)

// R-READ-1: what a role is, the host says; whoever is both is an operator, and whoever is unknown to a line is neither.
it.each([
  ['operator', SALES, 'olga', true],
  ['operator', SALES, 'both', true],
  ['operator', SALES, 'denis', false],
  ['operator', SALES, 'stranger', false],
  ['operator', UNTOLD, 'olga', true],
  ['supervisor', SALES, 'denis', true],
  ['supervisor', SALES, 'both', false],
  ['supervisor', UNTOLD, 'denis', false],
] as const)('R-READ-1: a rule for every %s on %o, for %s: %s', (role, on, who, reads) => {
  expect(assessReader({ ask: null, rules: [{ role }] }, on, who).length > 0).toBe(reads)
})

it('R-READ-1: one reads everywhere when no line of one’s own is left to write on, whichever rules say so', () => {
  const rules = [{ lines: ['sales'] }, { operators: ['olga'], lines: ['untold'] }]
  const everywhere = (who: string, lines = [SALES, UNTOLD]) =>
    readerEverywhere({ ask: 'Anna', rules }, lines, who)?.remedy ?? null
  expect(everywhere('olga')).toEqual({ kind: 'ask-administrator', whom: 'Anna' })
  expect(everywhere('both')).toBeNull()
  // Who works nowhere is refused by the host's own rules, not by these.
  expect(everywhere('stranger', [SALES])).toBeNull()
})
