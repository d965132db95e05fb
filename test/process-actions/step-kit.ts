import { run } from '../../process-actions/initiative-message/run.ts'
import type { Extras } from '../outbound/fake-extras.ts'
import type { FormStand } from '../outbound/form-stand.ts'
import { FILLED, ORDER, plain } from '../outbound/whole-form.ts'

const TEMPLATES: Extras = { templates: [ORDER], channels: { whatsapp: { templates: { typed: true } } } }
/** Nobody wrote, so only a template may be sent. */
export const CLOSED: Extras = {
  ...TEMPLATES,
  channels: { whatsapp: { templates: { typed: true }, windowMs: 24 * 3600_000 } },
  facts: { lastInboundAt: null, blocked: false, enabled: true },
}
const FIELD = { known: null, required: true, choices: [], initial: null } as const
/** A host that asks for tags and a field of every new session. */
export const DEMANDING: Extras = {
  tags: { required: true, names: ['sale'] },
  startFields: [
    { ...FIELD, id: 'f-1', label: 'Order number', kind: 'number' },
    { ...FIELD, id: 'f-2', label: 'Callback', kind: 'text', required: false },
  ],
}
/** A whole template as a step's message. */
export const template = { template: FILLED }
export const withVariable = (name: string, value: unknown) => ({
  template: { id: ORDER.id, variables: { ...FILLED.variables, [name]: value } },
})

/** Steps before a fake host. */
export function stepKit(stand: FormStand) {
  const { world } = stand
  return {
    /** A step to a contact of its own. */
    step(message: object, more: object = {}) {
      const { operationId, contactId, lineId, channel, address } = plain(world)
      return { address, body: { operationId, line: lineId, to: { contactId }, channel, message, ...more } }
    },
    /** What the host was asked to send to an address. */
    sentTo: (address: string) => world.requests.filter((request) => request.address === address),
    /** How the step leaves, and why. */
    async reasonOf(body: unknown): Promise<string> {
      const { exit, reason } = await run(stand.a, body)
      return `${exit} ${reason?.code ?? '-'}`
    },
  }
}
