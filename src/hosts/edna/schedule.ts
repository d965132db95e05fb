import type { TypedTemplate } from '../../domain/template.ts'
import { HostError } from '../errors.ts'
import type { Http } from '../http.ts'
import type { SendRequest } from '../port.ts'
import { digitsOf } from './map.ts'
import { CascadesAnswer, ScheduledAnswer, type WireCascade } from './wire.ts'

/** A channel of Pulse. */
export interface Subject {
  readonly subjectId: number
  readonly type: 'WHATSAPP' | 'VIBER'
}

const CONTENT = { WHATSAPP: 'whatsappContent', VIBER: 'viberContent' } as const

/**
 * Sends header, text and footer as content: there is no switch for "template", the host compares it with those it has approved, at
 * once or later (facts, 3.2). @throws HostError `setup-incomplete` when the channel has no cascade of its own.
 */
export async function schedule(
  pulse: Http,
  subject: Subject,
  { mark, address, text }: SendRequest,
  { header, footer }: TypedTemplate,
): Promise<null> {
  const cascades = await pulse.read({
    method: 'POST',
    path: 'cascade/get-all',
    json: {},
    answer: CascadesAnswer,
  })
  const cascade = cascades.find((one) => isOf(one, subject.subjectId))
  if (!cascade)
    throw new HostError('Pulse has no active cascade with this line’s channel alone.', {
      kind: 'fix-setup',
      code: 'setup-incomplete',
      happened: 'no',
    })
  await pulse.deed({
    method: 'POST',
    path: 'cascade/schedule',
    json: {
      requestId: mark,
      cascadeId: cascade.id,
      subscriberFilter: { address: digitsOf(address), type: 'PHONE' },
      content: {
        [CONTENT[subject.type]]: {
          contentType: 'TEXT',
          text,
          ...(header !== null && header !== '' && { header: { text: header } }),
          ...(footer !== null && footer !== '' && { footer: { text: footer } }),
        },
      },
      comment: mark,
    },
    answer: ScheduledAnswer,
  })
  return null
}

/** One stage, this channel, nothing locked (facts, 3.1). */
function isOf({ status, stages }: WireCascade, subjectId: number): boolean {
  const [stage, ...others] = stages ?? []
  if (status.toUpperCase() !== 'ACTIVE' || !stage || others.length > 0) return false
  return (stage.stages ?? []).length === 0 && stage.subject?.id === subjectId && stage.subject.locked !== true
}
