import { z } from 'zod'
import type { Account, NewFile, Session } from '../../engine/index.ts'
import { addressFits } from '../../../domain/address.ts'
import { seesLine, type Caller } from './caller.ts'
import { idOf, numberOf } from './ids.ts'
import { addressOf, channelOf, linksOf, type Line } from './links.ts'
import { denied, notFound, unprocessable } from './refusals.ts'
import { echoed } from './echoes.ts'
import type { Scene } from './scene.ts'
import { showConversation, showMessage } from './show.ts'
import { kindOf } from './values.ts'
import { NewMessage, noteLetter, outgoing, write } from './write.ts'

const Id = z.coerce.number().int().nullish()
export const NewConversation = z.object({
  source_id: z.coerce.string().nullish(),
  inbox_id: Id,
  contact_id: Id,
  status: z.enum(['open', 'resolved', 'pending', 'snoozed']).nullish(),
  assignee_id: Id,
  team_id: Id,
  additional_attributes: z.looseObject({ mail_subject: z.string().nullish() }).nullish(),
  custom_attributes: z.record(z.string(), z.json()).nullish(),
  message: NewMessage.nullish(),
})
type Asked = z.infer<typeof NewConversation>

interface Target {
  readonly line: Line
  readonly contactId: string
  readonly sourceId: string
  readonly account: Account | null
}

/** A conversation and its first message at once; nothing stays when the message cannot be made (scenario 6). */
export function createConversation(scene: Scene, caller: Caller, asked: Asked, files: readonly NewFile[]) {
  const { engine, memory, profile, echoes } = scene
  const target = targetOf(scene, asked)
  if (!seesLine(scene, caller, target.line.id)) throw denied()
  if (!asked.message) throw unprocessable('A conversation without a message is not made in this sandbox')
  if (profile.now.lockToSingleConversation) {
    const last = lastOf(scene, target)
    if (last) return shown(scene, last, asked, write(scene, caller, last, asked.message, files).id)
  }
  takeAway(scene, target)
  const channel = channelOf(target.line)
  const letter = outgoing(scene, channel, target.account?.id ?? null, asked.message, files)
  const { session, message } = echoes.during(asked.message.echo_id, () =>
    engine.send({
      lineId: target.line.id,
      contactId: target.contactId,
      channel,
      address: addressOf(channel, target.sourceId),
      text: letter.text,
      subject: asked.additional_attributes?.mail_subject ?? null,
      operatorId: caller.operatorId,
      runId: null,
      whenOpen: 'new-session',
      ...letter.extras,
    }),
  )
  noteLetter(scene, caller, message.id, letter)
  memory.note(session.id, {
    customAttributes: asked.custom_attributes ?? {},
    held: profile.now.activeBot ? 'pending' : null,
  })
  place(scene, session, asked)
  return shown(scene, session, asked, message.id)
}

/** The answer shows the message as it was stored: what the provider says comes later (scenario 10). */
function shown(scene: Scene, session: Session, { message: said }: Asked, messageId: string) {
  const message = scene.engine.messagesOf(session.id).find(({ id }) => id === messageId)
  if (!message) throw notFound()
  const stored = {
    ...showMessage(scene, session, { ...message, status: 'accepted', failure: null }),
    ...echoed(said?.echo_id),
  }
  return { ...showConversation(scene, session), messages: [stored], last_non_activity_message: stored }
}

function place({ engine, memory, profile }: Scene, session: Session, asked: Asked): void {
  const agent = asked.assignee_id == null ? null : idOf('agent', asked.assignee_id)
  const line = engine.store.lines.find(({ id }) => id === session.lineId)
  if (agent !== null && [...(line?.operators ?? []), ...(line?.supervisors ?? [])].includes(agent))
    engine.assign(session.id, agent)
  // A blocked contact's is resolved at once; a bot's inbox forgets the status that was asked for (scenario 9).
  const resolved =
    memory.blocked(session.contactId) || (asked.status === 'resolved' && !profile.now.activeBot)
  if (resolved) engine.close(session.id, null)
  else if (asked.status === 'pending' || asked.status === 'snoozed')
    memory.note(session.id, { held: profile.now.activeBot ? 'pending' : asked.status })
}

/** Whom the three ids mean; without inbox and contact the source id alone tells (facts, 3). */
function targetOf(scene: Scene, { source_id: source, inbox_id: inbox, contact_id: contact }: Asked): Target {
  const { engine } = scene
  if (source == null || source === '') throw notFound()
  if (inbox == null || contact == null) {
    const links = engine.store.contacts.flatMap(({ id }) => linksOf(scene, id))
    const link = links.find(({ sourceId }) => sourceId === source)
    if (!link) throw notFound()
    return { line: link.line, contactId: link.account.contactId, sourceId: source, account: link.account }
  }
  const line = engine.store.lines.find(({ id }) => numberOf(id) === inbox)
  const person = engine.contact(idOf('contact', contact) ?? '')
  if (!line || !person) throw notFound()
  const own = linksOf(scene, person.id).find((link) => link.line.id === line.id && link.sourceId === source)
  const { reach } = kindOf(channelOf(line))
  if (!own && reach === 'link') throw notFound()
  if (reach === 'phone' && !/^\d{1,15}$/.test(source))
    throw unprocessable('invalid source id for WhatsApp inbox. valid Regex ^\\d{1,15}\\z')
  if (reach === 'email' && !addressFits('email', source))
    throw unprocessable('invalid source id for Email inbox')
  return { line, contactId: person.id, sourceId: source, account: own?.account ?? null }
}

/** Another contact's link with the same source id is renamed by random digits (scenario 7). */
function takeAway(scene: Scene, { line, contactId, sourceId }: Target): void {
  const { reach } = kindOf(channelOf(line))
  if (reach !== 'phone' && reach !== 'email') return
  const address = { channel: channelOf(line), address: addressOf(channelOf(line), sourceId) }
  for (const account of scene.engine.accountsWith(address))
    if (account.contactId !== contactId)
      scene.memory.rename(account.id, `${sourceId}${100 + (numberOf(account.id) % 900)}`)
}

function lastOf({ engine }: Scene, { line, account }: Target): Session | null {
  if (!account) return null
  const own = engine.store.sessions.filter(
    (session) => session.accountId === account.id && session.lineId === line.id,
  )
  return engine.session(own.at(-1)?.id ?? '') ?? null
}
