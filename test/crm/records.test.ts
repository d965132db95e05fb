import { expect, test } from 'vitest'
import { recordOf, recordTold } from '../../src/sandbox/crm/records.ts'
import { createEngine } from '../../src/sandbox/engine/index.ts'

test('a plugin is told of an order by itself where the vendor keeps orders, and else by its customer', async () => {
  const engine = await createEngine({ seed: 'demo', dataDir: null })
  const order = recordOf(engine, 'order', 'o-15')
  const contact = recordOf(engine, 'contact', 'c-1')
  if (order?.type !== 'order' || !contact) throw new Error('The demo has both.')
  expect(recordTold({ keepsRecords: true }, order)).toEqual({ type: 'order', id: 'o-15' })
  expect(recordTold({ keepsRecords: false }, order)).toEqual({ type: 'contact', id: 'c-1' })
  expect(recordTold({}, contact)).toEqual({ type: 'contact', id: 'c-1' })
  const nobodys = { ...order, contact: null }
  expect(recordTold({}, nobodys)).toBeNull()
})
