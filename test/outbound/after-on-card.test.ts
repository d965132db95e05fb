import { expect, it } from 'vitest'
import { openCard, repeatAfter, startSession } from '../../src/outbound/index.ts'
import { ALL, handOver, NOT_ALLOWED } from './after-kit.ts'
import { formStand } from './form-stand.ts'
import { irina, olga } from './replicas.ts'
import { plain } from './whole-form.ts'

const stand = formStand(ALL)
const { world } = stand

it('the card lists what was sent and not handed over, to its sender alone, until it is repeated (R-AFTER-5)', async () => {
  const body = plain(world, { after: handOver() })
  world.faults.routing = [NOT_ALLOWED]
  await startSession(stand.a, olga, body)
  const about = { record: { type: 'contact', id: body.contactId } } as const
  const listed = async (who: typeof olga) =>
    (await openCard(stand.b, { ...who, ...about })).operations.map(({ operationId }) => operationId)
  expect(await listed(olga)).toEqual([body.operationId])
  expect(await listed(irina)).toEqual([])
  await repeatAfter(stand.a, olga, body.operationId)
  expect(await listed(olga)).toEqual([])
})
