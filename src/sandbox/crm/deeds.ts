import { z } from 'zod'
import { checked, readBody, type NodeApp } from '../http.ts'
import type { ProcessRunner } from '../process/runner.ts'
import { cardContext, operationsContext } from './context.ts'
import type { CrmDeps } from './deps.ts'
import { recordOf, recordTold } from './records.ts'
import { ChoiceSchema, keepChoice, visitorOf } from './visitor.ts'

const RenewSchema = z.strictObject({
  /** `null`: the page without a record. */
  record: z
    .strictObject({ type: z.enum(['contact', 'deal', 'order']), id: z.string().min(1).max(200) })
    .nullable(),
})

const NoteSchema = z.strictObject({
  session: z.string().min(1).max(200),
  text: z.string().trim().min(1).max(2000),
})

/** Everything that is done from the CRM's pages. */
export function mountDeeds(app: NodeApp, deps: CrmDeps, runner: ProcessRunner): void {
  const { engine } = deps

  app.post('/preferences', async (c) => {
    const choice = checked(ChoiceSchema, await c.req.parseBody())
    keepChoice(c, choice)
    return c.redirect(choice.back, 303)
  })

  /** The page's context ran out: a new one for the person who sits here, and for a record that is there. */
  app.post('/cards/context', async (c) => {
    const { record } = await readBody(c, RenewSchema)
    const { operator } = visitorOf(c, engine)
    const card = record && recordOf(engine, record.type, record.id)
    if (!operator || (record && !card)) return c.json({ error: 'There is no such card.' }, 404)
    const context = await cardContext(deps.gateway(), operator.id, card && recordTold(deps, card))
    return context ? c.json(context) : c.json({ error: 'The gateway does not answer.' }, 503)
  })

  /** The same for Operations. */
  app.post('/operations/context', async (c) => {
    const { operator } = visitorOf(c, engine)
    const context = operator ? await operationsContext(deps.gateway(), operator.id) : null
    return context ? c.json(context) : c.json({ error: 'The gateway does not answer.' }, 503)
  })

  /** A note among colleagues, on the vendor's own page of a session. */
  app.post('/cards/note', async (c) => {
    const { session, text } = await readBody(c, NoteSchema)
    const { operator } = visitorOf(c, engine)
    if (!operator || !deps.writeNote || !engine.session(session))
      return c.json({ error: 'There is no such session.' }, 404)
    deps.writeNote(session, operator.id, text)
    return c.json({})
  })

  app.post('/orders/:id/runs', async (c) => {
    const { locale, operator } = visitorOf(c, engine)
    const record = recordOf(engine, 'order', c.req.param('id'))
    if (!record || !operator) return c.json({ error: 'There is no such order.' }, 404)
    const id = await runner.start(record.id, operator.id, locale)
    const page = (c.req.header('accept') ?? '').includes('application/json')
    return page ? c.json({ id }, 201) : c.redirect(`/orders/${record.id}`, 303)
  })
}
