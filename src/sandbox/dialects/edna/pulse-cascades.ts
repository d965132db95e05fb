import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { readJson, Refusal } from './answers.ts'
import { approvedAs } from './approved.ts'
import { NOT_A_TEMPLATE } from './deliver.ts'
import { CASCADES } from './directory/cascades.ts'
import type { ProfileHolder } from './profile.ts'
import { sendByPulse } from './pulse-send.ts'

const Part = z.object({ text: z.string() }).nullish()
const Content = z.object({
  contentType: z.literal('TEXT'),
  text: z.string().min(1, 'text-not-specified'),
  header: Part,
  footer: Part,
})
const ScheduleBody = z.object({
  requestId: z.string().min(1),
  cascadeId: z.number(),
  subscriberFilter: z.object({
    address: z.string().regex(/^\d{7,15}$/, 'error-address-format'),
    type: z.literal('PHONE'),
  }),
  content: z.object({ whatsappContent: Content.nullish(), viberContent: Content.nullish() }),
  comment: z.string().nullish(),
})

/** Cascades, and sending content that is compared with the approved templates: nothing says that it is one (facts, 3.1 and 3.2). */
export function mountCascades(app: NodeApp, engine: Engine, profile: ProfileHolder): void {
  app.post('/api/cascade/get-all', (c) => c.json(CASCADES))
  app.post('/api/cascade/schedule', async (c) => {
    const body = await readJson(c, ScheduleBody)
    const cascade = CASCADES.find(({ id, status }) => id === body.cascadeId && status === 'ACTIVE')
    const subjectId = cascade?.stages[0]?.subject.id
    if (subjectId === undefined) throw new Refusal(400, 'cascade-not-found')
    const content = body.content.whatsappContent ?? body.content.viberContent
    if (!content) throw new Refusal(400, 'content-not-specified')
    const typed = {
      header: content.header?.text ?? null,
      body: content.text,
      footer: content.footer?.text ?? null,
    }
    const approved = approvedAs(subjectId, typed)
    sendByPulse(engine, profile, {
      requestId: body.requestId,
      comment: body.comment ?? null,
      phone: body.subscriberFilter.address,
      subjectId,
      template: () => approved,
      ...(approved === null &&
        profile.now.mismatch === 'later' && {
          failing: { parts: { ...typed, buttons: [] }, why: NOT_A_TEMPLATE },
        }),
    })
    return c.json({ requestId: body.requestId })
  })
}
