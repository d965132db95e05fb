import { z } from 'zod'
import type { Message, Session } from '../../engine/index.ts'
import type { Caller } from './caller.ts'
import { unprocessable } from './refusals.ts'
import type { Scene } from './scene.ts'
import { rendered, TemplateParams } from './templates.ts'
import { windowOpen } from './window.ts'

export const NewMessage = z.object({
  content: z.string().nullish(),
  private: z.coerce.boolean().default(false),
  content_attributes: z.record(z.string(), z.json()).nullish(),
  template_params: TemplateParams.nullish(),
  cc_emails: z.string().nullish(),
  bcc_emails: z.string().nullish(),
  echo_id: z.string().nullish(),
  /** Whoever sets it makes the host think that it came from the channel: it is not delivered (facts, 3). */
  source_id: z.string().nullish(),
})
export type NewMessage = z.infer<typeof NewMessage>

const TEXT_LIMIT = 150_000
/** The host's own words; they were made clearer in a later version (facts, 4.1). */
const NO_TEMPLATE = 'Template not found or invalid template name'

interface Outgoing {
  readonly text: string
  readonly contentAttributes: NonNullable<NewMessage['content_attributes']>
  readonly providerRefuses: Message['failure']
}

/** What will be said, and whether the provider takes it. Throws the host's 422. */
export function outgoing(
  scene: Scene,
  channel: Session['channel'],
  accountId: string | null,
  asked: NewMessage,
): Outgoing {
  const template = channel === 'whatsapp' ? (asked.template_params ?? null) : null
  const words = template ? rendered(template) : null
  const text = words ?? asked.content ?? ''
  if (text.length > TEXT_LIMIT) throw unprocessable('Content is too long (maximum is 150000 characters)')
  const missing = template !== null && words === null
  const closed = template === null && !windowOpen(scene, channel, accountId)
  const providerRefuses =
    missing || closed
      ? { code: missing ? 'template-unknown' : 'window-closed', text: NO_TEMPLATE }
      : asked.source_id != null
        ? { code: 'not-sent', text: 'The message came from the channel.' }
        : null
  return { text, contentAttributes: asked.content_attributes ?? {}, providerRefuses }
}

/** A message into a conversation that is there, whatever its status: a resolved one is not reopened by it. */
export function write(scene: Scene, caller: Caller, session: Session, asked: NewMessage): Readonly<Message> {
  const letter = outgoing(scene, session.channel, session.accountId, asked)
  const { message } = scene.engine.sendInto(session.id, caller.operatorId, letter.text, {
    evenClosed: true,
    providerRefuses: letter.providerRefuses,
  })
  scene.memory.noteMessage(message.id, {
    contentAttributes: letter.contentAttributes,
    byService: caller.kind === 'service',
  })
  return message
}
