import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import { DealSchema, OrderSchema } from '../../engine/schema.ts'
import type { NodeApp, NodeContext } from '../../http.ts'
import { listBody, readJson } from './body.ts'
import { contactFields } from './contact-fields.ts'
import { done, WebApiError } from './envelope.ts'
import { appOf, type App } from './items.ts'
import { listed, type Item } from './lists.ts'
import type { ProfileHolder } from './profile.ts'
import { TENANT } from './values.ts'

const ContextBody = z.object({ context: z.record(z.string(), z.unknown()) })
const StatusBody = z.object({ status: z.object({ code: z.string() }) })

/** Items of apps: list, read, create, update, set the status (facts, 4.3). */
export function mountApps(api: NodeApp, engine: Engine, profile: ProfileHolder): void {
  api.on(['GET', 'POST'], '/app/:namespace/:code/list', async (c) => {
    return done(c, { result: listed(app(engine, c).all(), await listBody(c), profile.now) })
  })
  api.on(['GET', 'POST'], '/app/:namespace/:code/:id/get', (c) => done(c, { item: one(engine, c) }))
  api.post('/app/:namespace/:code/create', async (c) => {
    app(engine, c)
    onlyContacts(c)
    const { name, ...fields } = contactFields((await readJson(c, ContextBody)).context)
    if (name === undefined || name.trim() === '') throw new WebApiError(400, 'The field __name is required.')
    const { id } = engine.createContact({ name, ...fields })
    return done(c, { item: one(engine, c, id) })
  })
  api.post('/app/:namespace/:code/:id/update', async (c) => {
    const { __id } = one(engine, c)
    onlyContacts(c)
    engine.updateContact(__id, contactFields((await readJson(c, ContextBody)).context))
    return done(c, { item: one(engine, c) })
  })
  api.post('/app/:namespace/:code/:id/set-status', async (c) => {
    const { __id } = one(engine, c)
    setStatus(engine, c, __id, (await readJson(c, StatusBody)).status.code)
    return done(c, { item: one(engine, c) })
  })
}

function setStatus(engine: Engine, c: NodeContext, id: string, code: string): void {
  const stage = DealSchema.shape.stage.safeParse(code)
  const state = OrderSchema.shape.state.safeParse(code)
  if (isApp(c, TENANT.deals) && stage.success) engine.setDealStage(id, stage.data)
  else if (isApp(c, TENANT.orders) && state.success) engine.setOrderState(id, state.data)
  else throw new WebApiError(400, `The app has no status "${code}".`)
}

function app(engine: Engine, c: NodeContext): App {
  const found = appOf(engine, part(c, 'namespace'), part(c, 'code'))
  if (!found) throw new WebApiError(404, 'There is no such app.')
  return found
}

function one(engine: Engine, c: NodeContext, id = part(c, 'id')): Item {
  const item = app(engine, c).one(id)
  if (!item) throw new WebApiError(404, 'There is no such item.')
  return item
}

/** The sandbox's deals and orders are made by its own people only. */
function onlyContacts(c: NodeContext): void {
  if (!isApp(c, TENANT.contacts)) throw new WebApiError(403, 'The token may not write items of this app.')
}

function isApp(c: NodeContext, app: { readonly namespace: string; readonly code: string }): boolean {
  return part(c, 'namespace') === app.namespace && part(c, 'code') === app.code
}

function part(c: NodeContext, name: string): string {
  return c.req.param(name) ?? ''
}
