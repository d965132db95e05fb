import { expect, it } from 'vitest'
import { catalogueOf, offersOf, openCard, searchContacts } from '../../src/outbound/index.ts'
import { DIALECTS } from '../../src/sandbox/dialects/registry.ts'
import { CatalogueSchema, OffersSchema } from '../../src/wire/form.ts'
import { dialectStand, onPavel } from './dialect-stand.ts'

const open = dialectStand()

it.each(Object.keys(DIALECTS))(
  'over %s every way of a card has its offers and, where it may have templates, its catalogue (R-OPEN-4, R-TPL-4)',
  async (dialect) => {
    const { a: o } = await open(dialect)
    const { ways } = await openCard(o, onPavel)
    expect(ways.length).toBeGreaterThan(2)
    for (const { lineId, channel, address, verdict } of ways) {
      const way = { contactId: 'c-1', lineId, channel, address }
      const offers = await offersOf(o, onPavel, way)
      expect(OffersSchema.parse(offers)).toEqual(offers)
      expect(offers.way.verdict.kind).toBe(verdict.kind)
      expect(offers.template === 'required').toBe(verdict.kind === 'template-only')
      const catalogue = await catalogueOf(o, onPavel, way)
      expect(CatalogueSchema.parse(catalogue)).toEqual(catalogue)
    }
  },
)

it.each(Object.keys(DIALECTS))(
  'over %s a session that appears while the form is open is told at its next step, and in a search (R-OPEN-4, R-START-4)',
  async (dialect) => {
    const { a: o, sandbox } = await open(dialect)
    const { ways } = await openCard(o, onPavel)
    const way = ways.find(({ channel }) => channel === 'whatsapp')
    if (!way) throw new Error('The demo has no WhatsApp')
    const { lineId, channel, address } = way
    const named = { contactId: 'c-1', lineId, channel, address }
    const first = await offersOf(o, onPavel, named)
    expect(first.way.verdict.kind).not.toBe('refused')
    sandbox.engine.customer({ channel, address, action: 'write', text: 'Good day' })
    const told = async (): Promise<readonly string[]> => {
      const { verdict } = (await offersOf(o, onPavel, named)).way
      return verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code) : []
    }
    // Some hosts tell of new sessions from a list that is some seconds old.
    await expect.poll(told, { timeout: 20_000, interval: 200 }).toContain('open-session')
    const found = await searchContacts(o, onPavel, address, null, true)
    expect(found.items.find(({ id }) => id === 'c-1')?.sessions?.length).toBeGreaterThan(0)
  },
)
