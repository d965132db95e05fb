import { laterStatus } from '../../domain/status.ts'
import type { MessageStatus } from '../../domain/words.ts'
import { EngineError } from './errors.ts'
import type { Extras } from './extras.ts'
import { byId, lastInboundAt } from './look-up.ts'
import { obstacle } from './network.ts'
import type { Message, Session } from './types.ts'
import { newId, type World } from './world.ts'

/** Hands a stored message to the network: it arrives and is recorded as a delivery, or fails with the network's reason; `withheld`: neither. */
export function deliver(
  world: World,
  session: Session,
  message: Message,
  {
    providerRefuses = null,
    arriving = message.attachments,
    withheld = false,
  }: Pick<Extras, 'providerRefuses' | 'arriving' | 'withheld'> = {},
): void {
  if (withheld) return
  const { store } = world
  const now = world.now()
  const stopped =
    providerRefuses ??
    obstacle({
      account: byId(store.accounts, session.accountId, 'account'),
      line: byId(store.lines, session.lineId, 'line'),
      lastInboundAt: lastInboundAt(store, session.accountId),
      template: message.template,
      now,
    })
  if (stopped) {
    message.failure = { ...stopped }
    moveStatus(world, session, message, 'failed')
    return
  }
  moveStatus(world, session, message, 'sent')
  store.deliveries.push({
    id: newId('dl'),
    messageId: message.id,
    channel: session.channel,
    address: session.address,
    subject: message.subject,
    text: message.text,
    attachments: structuredClone([...arriving]),
    template: structuredClone(message.template),
    blindCopy: [...message.blindCopy],
    sessionId: session.id,
    at: now,
  })
  moveStatus(world, session, message, 'delivered')
}

/** Hands a failed message to the network once more, as it is. Throws when it has not failed. */
export function retry(world: World, messageId: string, again: Pick<Extras, 'providerRefuses'> = {}): Message {
  const message = byId(world.store.messages, messageId, 'message')
  if (message.status !== 'failed')
    throw new EngineError('refused', 'Only a failed message can be sent again.')
  const session = byId(world.store.sessions, message.sessionId, 'session')
  message.status = 'accepted'
  message.failure = null
  deliver(world, session, message, again)
  return message
}

/** Moves a message's status forward; news that is older than what is known changes nothing. */
export function moveStatus(world: World, session: Session, message: Message, news: MessageStatus): void {
  const later = laterStatus(message.status, news)
  if (later === message.status || later === null) return
  message.status = later
  message.history.push({ status: later, at: world.now() })
  world.emit({ kind: 'status', session, message })
}
