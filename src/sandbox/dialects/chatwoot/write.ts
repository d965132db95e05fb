import { z } from 'zod'
import type { Extras, Message, NewFile, Session } from '../../engine/index.ts'
import type { Caller } from './caller.ts'
import { Attachments } from './params.ts'
import { unprocessable } from './refusals.ts'
import type { Scene } from './scene.ts'
import { rendered, TemplateParams } from './templates.ts'
import { windowOpen } from './window.ts'

/** A form has texts only. */
const Flag = z.union([z.boolean(), z.stringbool()])
const FormJson = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('is not JSON')
    return z.NEVER
  }
})
const Free = z.record(z.string(), z.json())

export const NewMessage = z.object({
  content: z.string().nullish(),
  private: Flag.default(false),
  content_attributes: z.union([Free, FormJson.pipe(Free)]).nullish(),
  attachments: Attachments,
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
export const NO_TEMPLATE = 'Template not found or invalid template name'

const MOST_FILES = 15
export const EMAILS = /^\s*([^\s@,]+@[^\s@,]+\.[^\s@,]+\s*(,\s*|$))*$/
/** The provider's own words (facts, 9: 13851). */
const WRONG_COUNT = '(#132000) Number of parameters does not match the expected number of params'

interface Outgoing {
  readonly text: string
  readonly contentAttributes: NonNullable<NewMessage['content_attributes']>
  readonly sourceId: string | null
  readonly extras: Extras
}

/** What will be said, and whether the provider takes it. Throws the host's 422. */
export function outgoing(
  scene: Scene,
  channel: Session['channel'],
  accountId: string | null,
  asked: NewMessage,
  files: readonly NewFile[],
): Outgoing {
  const params = channel === 'whatsapp' ? (asked.template_params ?? null) : null
  const template = params ? rendered(params) : null
  const text = template?.text ?? asked.content ?? ''
  if (text.length > TEXT_LIMIT) throw unprocessable('Content is too long (maximum is 150000 characters)')
  if (files.length > MOST_FILES) throw unprocessable('Attachments exceeded maximum allowed')
  const missing = params !== null && template === null
  const closed = params === null && !windowOpen(scene, channel, accountId)
  const providerRefuses =
    missing || closed
      ? { code: missing ? 'template-unknown' : 'window-closed', text: NO_TEMPLATE }
      : template?.holes
        ? { code: 'template-parameters', text: WRONG_COUNT }
        : null
  const blindCopy = channel === 'email' ? emailsIn(asked.bcc_emails) : []
  const attachments = files.map((file) => scene.engine.keepFile(file))
  return {
    text,
    sourceId: asked.source_id ?? null,
    contentAttributes: {
      ...asked.content_attributes,
      ...(blindCopy.length > 0 && { bcc_emails: blindCopy }),
    },
    extras: {
      attachments,
      // Its provider is given the first file only (app/services/whatsapp/providers/whatsapp_cloud_service.rb).
      ...(channel === 'whatsapp' && { arriving: attachments.slice(0, 1) }),
      template: template?.parts ?? null,
      blindCopy,
      providerRefuses,
      // With a source id it seems to have come from the channel, so nothing is sent and nothing is said (scenario 13).
      withheld: asked.source_id != null,
    },
  }
}

function emailsIn(text: string | null | undefined): string[] {
  return (text ?? '')
    .split(',')
    .map((email) => email.trim())
    .filter((email) => email !== '')
}

/** A message into a conversation that is there, whatever its status: a resolved one is not reopened by it. */
export function write(
  scene: Scene,
  caller: Caller,
  session: Session,
  asked: NewMessage,
  files: readonly NewFile[],
): Readonly<Message> {
  const letter = outgoing(scene, session.channel, session.accountId, asked, files)
  const { message } = scene.echoes.during(asked.echo_id, () =>
    scene.engine.sendInto(session.id, caller.operatorId, letter.text, { evenClosed: true, ...letter.extras }),
  )
  noteLetter(scene, caller, message.id, letter)
  return message
}

/** What the engine does not keep of it. */
export function noteLetter(
  { memory }: Scene,
  caller: Caller,
  messageId: string,
  { contentAttributes, sourceId }: Pick<Outgoing, 'contentAttributes' | 'sourceId'>,
): void {
  memory.noteMessage(messageId, { contentAttributes, sourceId, byService: caller.kind === 'service' })
}
