import type { HostMessage } from '../port.ts'
import type { WireMessage } from './wire.ts'

type Failure = NonNullable<HostMessage['failure']>

/**
 * WhatsApp's own codes, which the host writes before their titles: `131047: Re-engagement message` (C). Only those whose meaning is
 * one of ours; of the others the provider's words are shown.
 */
const WHATSAPP: Readonly<Record<string, string>> = {
  // Meta's first reason for it is that the number is not one of WhatsApp.
  131026: 'not-a-user',
  131047: 'window-closed',
  // The name is unknown, the template is paused, or it was switched off for good.
  132001: 'not-approved-template',
  132015: 'not-approved-template',
  132016: 'not-approved-template',
}

/** What the host itself says when it finds no such template among the approved ones (facts, scenario 10). */
const NO_TEMPLATE = /^template not found/i

/** Why the provider did not deliver: a code that we have a sentence for (R-ERR-2), and its own words; `unknown` for all others. */
export function failureOf({ content_attributes: attributes }: WireMessage): Failure {
  const error = attributes?.['external_error']
  const text = typeof error === 'string' ? error.trim() : ''
  const [, number = ''] = /^(\d{6})\b/.exec(text) ?? []
  return { code: WHATSAPP[number] ?? (NO_TEMPLATE.test(text) ? 'not-approved-template' : 'unknown'), text }
}
