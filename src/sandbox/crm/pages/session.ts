import { html } from 'hono/html'
import { channelName } from '../../../words/index.ts'
import type { Engine, StoreView } from '../../engine/index.ts'
import { when } from '../format.ts'
import type { Html } from '../html.ts'
import type { Visitor } from '../visitor.ts'

type Session = StoreView['sessions'][number]
type Message = StoreView['messages'][number]
/** What stands in a session, whoever wrote it. */
interface Entry {
  readonly id: string
  readonly at: string
  readonly kind: 'customer' | 'company' | 'note' | 'event'
  readonly who: string
  readonly lines: readonly string[]
}

/** One session as the vendor keeps it: also what only the vendor draws. The plugin's links lead here. */
export function sessionView(engine: Engine, visitor: Visitor, session: Session): Html {
  const { words, locale } = visitor
  const { lines, operators, contacts } = engine.store
  const contact = contacts.find(({ id }) => id === session.contactId)
  const operator = operators.find(({ id }) => id === session.operatorId)?.name
  const line = lines.find(({ id }) => id === session.lineId)?.name
  const about = [
    line,
    channelName(session.channel, locale),
    session.address,
    words.desk.states[session.state],
  ]
  return html`<div class="sheet session">
    <p class="crumbs">
      ${contact ? html`<a href="/contacts/${contact.id}"><bdi>${contact.name}</bdi></a>` : ''}
    </p>
    <h1><bdi>${titleOfSession(session, visitor)}</bdi></h1>
    <p class="quiet">
      ${[...about, operator]
        .filter((part) => part !== undefined)
        .map((part, index) => html`${index === 0 ? '' : ' · '}<bdi>${part}</bdi>`)}
    </p>
    <ol>
      ${entriesOf(engine, visitor, session).map(
        ({ at, kind, who, lines: said }) =>
          html`<li data-kind="${kind}">
            <small class="quiet"
              ><bdi>${who}</bdi> · <time datetime="${at}">${when(at, visitor, engine.now())}</time></small
            >
            ${said.map((text) => html`<p dir="auto">${text}</p>`)}
          </li>`,
      )}
    </ol>
  </div>`
}

/** Its subject, or its number. */
export function titleOfSession({ id, subject }: Session, { words }: Visitor): string {
  return subject === '' ? words.session.title(id.replace(/^\D+/, '')) : subject
}

function entriesOf(engine: Engine, visitor: Visitor, { id, asides, contactId }: Session): Entry[] {
  const { operators, contacts } = engine.store
  const { session } = visitor.words
  const nameOf = (operatorId: string | null): string =>
    operators.find((one) => one.id === operatorId)?.name ?? session.automatic
  const customer = contacts.find((one) => one.id === contactId)?.name ?? session.customer
  const messages = engine.messagesOf(id).map((message): Entry => {
    const isTheirs = message.direction === 'inbound'
    return {
      id: message.id,
      at: message.at,
      kind: isTheirs ? 'customer' : 'company',
      who: isTheirs ? customer : nameOf(message.author.id),
      lines: linesOf(message, visitor),
    }
  })
  const said = asides.map((aside): Entry => ({
    id: aside.id,
    at: aside.at,
    kind: aside.kind,
    who: aside.kind === 'note' ? session.note(nameOf(aside.operatorId)) : nameOf(aside.operatorId),
    lines: [aside.text],
  }))
  return [...messages, ...said].toSorted((a, b) => a.at.localeCompare(b.at))
}

function linesOf({ text, attachments, parts }: Message, { words: { session } }: Visitor): string[] {
  return [
    parts.deletedAt === undefined ? text : session.deleted,
    ...attachments.map(({ name }) => name),
    ...(parts.place ? [parts.place.title] : []),
    ...(parts.card ? [`${parts.card.firstName} ${parts.card.lastName} ${parts.card.phone}`.trim()] : []),
    ...(parts.drawnAs === undefined ? [] : [session.drawnAs(parts.drawnAs)]),
  ].filter((one) => one !== '')
}
