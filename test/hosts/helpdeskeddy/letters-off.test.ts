import { expect, test } from 'vitest'
import { waysOf } from '../../../src/outbound/index.ts'
import { dialectStand } from '../../outbound/dialect-stand.ts'
import { olga } from '../../outbound/replicas.ts'

const open = dialectStand()

test('R-MAIL-3: whose mail notices are off is written to with a warning, and only by letter', async () => {
  const { sandbox, a } = await open('helpdeskeddy')
  const { email, apiKey } = sandbox.workspaceHost as unknown as { email: string; apiKey: string }
  const warned = async () =>
    (await waysOf(a, olga, 'c-1')).ways
      .filter(
        ({ verdict }) =>
          verdict.kind !== 'refused' && verdict.warnings.some(({ code }) => code === 'letters-off'),
      )
      .map(({ channel }) => channel)
  expect(await warned()).toEqual([])
  const changed = await fetch(`${sandbox.url}/api/v2/users/1/`, {
    method: 'PUT',
    headers: {
      authorization: `Basic ${btoa(`${email}:${apiKey}`)}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ notifications: 0 }),
  })
  expect(changed.status).toBe(200)
  expect(await warned()).toEqual(['email'])
})
