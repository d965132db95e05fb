import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readJson, Refusal } from './answers.ts'
import { filledParts } from './approved.ts'
import channels from './directory/channel-profiles.json' with { type: 'json' }
import { TEMPLATES } from './directory/templates.ts'
import type { ProfileHolder } from './profile.ts'
import { sendByPulse } from './pulse-send.ts'

const Variables = z.array(z.string()).nullish()
const TemplateSendBody = z.object({
  messageId: z.string().nullish(),
  sender: z.string(),
  phone: z.string().regex(/^\d{7,15}$/, 'error-address-format'),
  templateId: z.number(),
  headerVariables: Variables,
  textVariables: Variables,
  buttonVariables: Variables,
  options: z.object({ comment: z.string().nullish() }).nullish(),
})

/** Sending by a template's id (facts, 3.3). */
export function mountTemplateSends(app: NodeApp, engine: Engine, profile: ProfileHolder): void {
  for (const type of ['whatsapp', 'viber'] as const)
    app.post(`/api/v1/out-messages/${type}/template`, async (c) => {
      const body = await readJson(c, TemplateSendBody)
      const channel = channels.find(
        (one) => one.subject === body.sender && one.active && one.type.toLowerCase() === type,
      )
      if (!channel?.subjectId) throw new Refusal(400, 'error-subject-unknown')
      const { subjectId } = channel
      const template = TEMPLATES.find(
        (one) =>
          one.id === body.templateId &&
          one.subjectId === subjectId &&
          one.status === 'APPROVED' &&
          !one.locked,
      )
      const outMessageId = sendByPulse(engine, profile, {
        requestId: body.messageId ?? null,
        comment: body.options?.comment ?? null,
        phone: body.phone,
        subjectId,
        template: () => (template ? filledParts(template.content, body) : null),
      })
      return c.json({ outMessageId })
    })
}
