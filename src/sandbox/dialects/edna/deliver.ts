import type { Channel } from '../../../domain/words.ts'
import type { Attachment, Engine, Message } from '../../engine/index.ts'
import { Refusal } from './answers.ts'
import { approvedText, type Parts } from './approved.ts'
import type { ProfileHolder } from './profile.ts'
import { channelOfLine } from './values.ts'

const WINDOW_MS = 24 * 60 * 60 * 1000

export interface Letter {
  readonly lineId: string
  readonly contactId: string
  readonly channel: Channel
  readonly address: string
  readonly text: string
  readonly operatorId: string | null
  readonly attachments?: readonly Attachment[]
  /** Into this open thread, whatever line it is on; `null` or absent: into the open one of that account, or a new one. */
  readonly intoSession?: string | null
  /** An approved template passes the window. */
  readonly template?: Parts
  /** What stops it before the network, as the stand knows it. */
  readonly refusedBy?: Message['failure']
}

/**
 * Stores a message and hands it to the channel. Free text outside the WhatsApp window is accepted, and undelivered afterwards unless
 * it is word for word an approved template (facts, sections 4 and 6). A letter is sent as finished and leaves no open thread.
 */
export function deliver(engine: Engine, profile: ProfileHolder, letter: Letter) {
  const { contactId, channel, address, text, operatorId, attachments = [] } = letter
  const line = engine.store.lines.find(({ id }) => id === letter.lineId)
  if (!line) throw new Refusal(400, 'Bad Request', 'The stand has no such channel.')
  const closed = !letter.template && isClosed(engine, profile, letter)
  const template = letter.template ?? (closed ? known(letter) : null)
  const mismatch = closed && !template ? NOT_A_TEMPLATE : null
  const extras = { attachments, template, providerRefuses: letter.refusedBy ?? mismatch }
  if (letter.intoSession && channel !== 'email')
    return engine.sendInto(letter.intoSession, operatorId, text, extras)
  const staff = [...line.operators, ...line.supervisors]
  if (operatorId !== null && !staff.includes(operatorId))
    throw new Refusal(400, 'Bad Request', 'The agent does not work with this channel.')
  const sent = engine.send({
    lineId: line.id,
    contactId,
    channel,
    address,
    text,
    subject: null,
    operatorId,
    runId: null,
    whenOpen: channel === 'email' ? 'new-session' : 'append',
    ...extras,
  })
  if (channel === 'email') engine.close(sent.session.id, null)
  else if (operatorId !== null && sent.session.operatorId === null) engine.assign(sent.session.id, operatorId)
  return sent
}

export const NOT_A_TEMPLATE = {
  code: 'not-template-match',
  text: 'The text does not match an approved template.',
}

function known({ lineId, text }: Letter): Parts | null {
  const subjectId = channelOfLine(lineId)?.subjectId ?? null
  return subjectId === null ? null : approvedText(subjectId, text)
}

/** At exactly 24 hours the window is closed (scenario 15). */
function isClosed(engine: Engine, profile: ProfileHolder, letter: Letter): boolean {
  if (letter.channel !== 'whatsapp' || profile.now.window === 'off') return false
  const last = lastInboundAt(engine, letter)
  return last === null || engine.now().getTime() >= Date.parse(last) + WINDOW_MS
}

/** When the customer wrote last from this account to this number, or `null`. */
function lastInboundAt(
  engine: Engine,
  { channel, address, lineId }: Pick<Letter, 'channel' | 'address' | 'lineId'>,
): string | null {
  const accounts = new Set(engine.accountsWith({ channel, address }).map(({ id }) => id))
  const times = engine.store.sessions
    .filter((session) => accounts.has(session.accountId) && session.lineId === lineId)
    .flatMap(({ id }) => engine.messagesOf(id).filter(({ direction }) => direction === 'inbound'))
    .map(({ at }) => at)
  return times.toSorted().at(-1) ?? null
}
