import type { Message, Session } from '../../engine/index.ts'
import { numberOf } from './ids.ts'
import type { Scene } from './scene.ts'

/** What `content_attributes` tell of a message besides its words (`app/models/message.rb`, `app/presenters/mail_presenter.rb`). */
export function showParts({ engine }: Scene, session: Readonly<Session>, { parts, text }: Readonly<Message>) {
  const { replyTo, deletedAt, html, cc } = parts
  const account = engine.store.accounts.find(({ id }) => id === session.accountId)
  return {
    ...(replyTo !== undefined && { in_reply_to: numberOf(replyTo) }),
    ...(deletedAt !== undefined && { deleted: true }),
    ...(html !== undefined && {
      email: {
        subject: session.subject,
        from: [account?.address ?? session.address],
        to: ['sales@northwind.example'],
        cc: cc ?? null,
        bcc: null,
        multipart: true,
        html_content: { full: html, reply: text, quoted: '' },
        text_content: { full: text, reply: text, quoted: '' },
      },
    }),
  }
}

/** Attachments that are no files (`app/models/attachment.rb`). */
export function showOthers({ id, parts: { place, card } }: Readonly<Message>) {
  const frame = (kind: string) => ({ id: numberOf(id), message_id: numberOf(id), file_type: kind })
  return [
    ...(place
      ? [
          {
            ...frame('location'),
            coordinates_lat: place.latitude,
            coordinates_long: place.longitude,
            fallback_title: place.title,
            data_url: null,
          },
        ]
      : []),
    ...(card
      ? [
          {
            ...frame('contact'),
            fallback_title: card.phone,
            meta: { firstName: card.firstName, lastName: card.lastName },
          },
        ]
      : []),
  ]
}
