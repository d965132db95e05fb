import type { Channel } from '../../../domain/words.ts'
import type { Engine, Message } from '../../engine/index.ts'
import { Refusal } from './answers.ts'
import type { ProfileHolder } from './profile.ts'

const WINDOW_MS = 24 * 60 * 60 * 1000

export interface Letter {
  readonly contactId: string
  readonly channel: Channel
  readonly address: string
  readonly text: string
  readonly operatorId: string | null
  /** Into this open thread, whatever line it is on; `null` or absent: into the open one of that account, or a new one. */
  readonly intoSession?: string | null
  /** An approved template passes the window. */
  readonly template?: boolean
}

/**
 * Stores a message and hands it to the channel. Free text outside the WhatsApp window is accepted, and undelivered afterwards
 * (facts, section 4). A letter is sent as finished and leaves no open thread.
 */
export function deliver(engine: Engine, profile: ProfileHolder, letter: Letter) {
  const { contactId, channel, address, text, operatorId } = letter
  const line = engine.store.lines.find(({ channels }) => channels.includes(channel))
  if (!line) throw new Refusal(400, 'Bad Request', 'The stand has no such channel.')
  const providerRefuses = letter.template ? null : windowClosed(engine, profile, letter)
  if (letter.intoSession && channel !== 'email')
    return engine.sendInto(letter.intoSession, operatorId, text, { providerRefuses })
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
    providerRefuses,
  })
  if (channel === 'email') engine.close(sent.session.id, null)
  else if (operatorId !== null && sent.session.operatorId === null) engine.assign(sent.session.id, operatorId)
  return sent
}

/** At exactly 24 hours the window is closed (scenario 15). */
function windowClosed(engine: Engine, profile: ProfileHolder, letter: Letter): Message['failure'] {
  if (letter.channel !== 'whatsapp' || profile.now.window === 'off') return null
  const last = lastInboundAt(engine, letter)
  if (last !== null && engine.now().getTime() < Date.parse(last) + WINDOW_MS) return null
  return { code: 'not-template-match', text: 'The text does not match an approved template.' }
}

/** When the customer wrote last from this account, or `null`. */
function lastInboundAt(
  engine: Engine,
  { channel, address }: Pick<Letter, 'channel' | 'address'>,
): string | null {
  const accounts = new Set(engine.accountsWith({ channel, address }).map(({ id }) => id))
  const times = engine.store.sessions
    .filter(({ accountId }) => accounts.has(accountId))
    .flatMap(({ id }) => engine.messagesOf(id).filter(({ direction }) => direction === 'inbound'))
    .map(({ at }) => at)
  return times.toSorted().at(-1) ?? null
}
