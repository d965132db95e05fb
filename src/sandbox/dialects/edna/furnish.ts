import type { Line, Store } from '../../engine/index.ts'

/**
 * What this stand has more than the demo seed: a second WhatsApp number whose catalogue is empty (R-TPL-3), and Viber Business
 * Messages, which has templates of its own, and the two channels in which a client is known by the external id (R-CONTACT-2).
 */
export function furnish({ lines, seed }: Store): void {
  const like = lines[0]
  if (!like || seed === 'empty') return
  const more = (id: string, name: string, channel: Line['channels'][number]): Line => ({
    ...structuredClone(like),
    id,
    name,
    channels: [channel],
  })
  lines.push(
    more('line-5', 'Partners', 'whatsapp'),
    more('line-6', 'Viber Business', 'viber'),
    more('line-7', 'Website', 'web-chat'),
    more('line-8', 'Mobile app', 'mobile-app'),
  )
}
