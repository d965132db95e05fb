import { expect, it } from 'vitest'
import { loggable } from '../../src/gateway/log.ts'
import { HostError } from '../../src/hosts/errors.ts'

const facts = { kind: 'fix-data', code: 'bad-request', happened: 'no' } as const

it('the host’s own words are kept for the log, without what they tell of people', () => {
  const said =
    'Phone +7 912 345-67-89 of "Pavel Serov" (p.serov@example.org) has already been taken, code 422'
  const { said: kept, code } = loggable(new HostError('The host refused.', { ...facts, hostText: said }))
  expect(code).toBe('bad-request')
  expect(kept).toBe('Phone … of "…" … has already been taken, code 422')
})

it('an error without the host’s words has none', () => {
  expect(loggable(new HostError('The host refused.', facts))).not.toHaveProperty('said')
})
