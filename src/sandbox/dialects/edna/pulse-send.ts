import { templateText } from '../../../domain/template.ts'
import type { Engine, Message } from '../../engine/index.ts'
import { Refusal } from './answers.ts'
import type { Parts } from './approved.ts'
import { digitsOf } from './clients.ts'
import { deliver } from './deliver.ts'
import type { ProfileHolder } from './profile.ts'
import { readSends, writeSend } from './pulse-sends.ts'
import { clientAt } from './sending.ts'
import { CHANNELS } from './values.ts'

const DUPLICATE_MS = 20 * 60_000

export interface PulseMessage {
  readonly requestId: string | null
  readonly comment: string | null
  readonly phone: string
  readonly subjectId: number
  /** What the customer would see; `null`: it is no approved template. */
  readonly template: () => Parts | null
  /** Sent all the same, to fail later. */
  readonly failing?: { readonly parts: Parts; readonly why: Message['failure'] }
}

/** Sends once per id; the same words to the same person within twenty minutes are cancelled (facts, 3.2). Answers its number. */
export function sendByPulse(engine: Engine, profile: ProfileHolder, asked: PulseMessage): number {
  const channel = CHANNELS.find(({ subjectId }) => subjectId === asked.subjectId)
  if (!channel) throw new Refusal(400, 'error-subject-unknown')
  const sends = readSends(engine)
  if (asked.requestId !== null && sends.some(({ requestId }) => requestId === asked.requestId))
    throw new Refusal(400, 'requestId-is-not-unique')
  const parts = asked.template() ?? asked.failing?.parts
  if (!parts) throw new Refusal(400, 'matched-template-not-found')
  const text = templateText(parts)
  const at = engine.now()
  const twin = sends.some(
    (one) =>
      one.text === text && one.phone === asked.phone && at.getTime() - Date.parse(one.at) < DUPLICATE_MS,
  )
  const letter = {
    ...recipient(engine, channel.channel, asked.phone),
    lineId: channel.lineId,
    channel: channel.channel,
    text,
    operatorId: null,
    template: parts,
    refusedBy: asked.failing?.why ?? null,
  }
  const sent = twin ? null : deliver(engine, profile, letter)
  return writeSend(engine, {
    requestId: asked.requestId,
    comment: asked.comment,
    phone: asked.phone,
    subjectId: asked.subjectId,
    text,
    storeId: sent?.message.id ?? null,
    at: at.toISOString(),
  })
}

/** Who is not known becomes a client. */
function recipient(engine: Engine, channel: (typeof CHANNELS)[number]['channel'], phone: string) {
  const address = `+${digitsOf(phone)}`
  const owner = engine.accountsAt({ channel, address })[0]
  const contactId = owner?.contactId ?? engine.createContact(clientAt(channel, address)).id
  return { contactId, address: owner?.address ?? address }
}
