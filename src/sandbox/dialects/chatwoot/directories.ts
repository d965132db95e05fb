import type { NodeApp } from '../../http.ts'
import { showAgent } from './agents.ts'
import { callerOf, refuseBots, seesLine } from './caller.ts'
import { idOf, numberOf } from './ids.ts'
import { channelOf, slimInbox, type Line } from './links.ts'
import { notFound } from './refusals.ts'
import type { Scene } from './scene.ts'
import { CONTACT_ATTRIBUTES } from './contact-attributes.ts'
import { TEMPLATES } from './templates.ts'
import { TENANT } from './values.ts'

const LABELS = ['billing', 'delivery', 'vip', 'complaint', 'возврат', 'опт']
const CANNED = [
  { short_code: 'hello', content: 'Hello! How can we help you?' },
  { short_code: 'ready', content: 'Your order is ready.' },
  { short_code: 'спасибо', content: 'Спасибо, что написали нам.' },
  { short_code: 'hours', content: 'We are here every day from nine to nine, Moscow time.' },
  { short_code: 'часы', content: 'Мы на связи каждый день с девяти до девяти по Москве.' },
  {
    short_code: 'return',
    content:
      'You may send the lamp back within fourteen days.\nKeep the box, write the order number on it, and our driver collects it at no charge.',
  },
  {
    short_code: 'возврат',
    content:
      'Лампу можно вернуть в течение четырнадцати дней.\nСохраните коробку, напишите на ней номер заказа — водитель заберёт её бесплатно.',
  },
]

/** Inboxes and the small directories (facts, 2.2). */
export function mountDirectories(app: NodeApp, scene: Scene): void {
  const { engine } = scene
  app.get('/inboxes', (c) => {
    const caller = callerOf(scene, c)
    refuseBots(caller)
    const seen = engine.store.lines.filter(({ id }) => seesLine(scene, caller, id))
    return c.json({ payload: seen.map((line) => showInbox(scene, line)) })
  })
  app.get('/inbox_members/:id', (c) => {
    refuseBots(callerOf(scene, c))
    const line = engine.store.lines.find(({ id }) => id === idOf('inbox', c.req.param('id')))
    if (!line) throw notFound()
    const members = engine.store.operators.filter(({ id }) => line.operators.includes(id))
    return c.json({ payload: members.map((one) => showAgent(scene, one)) })
  })
  app.get('/agents', (c) => {
    refuseBots(callerOf(scene, c))
    const { service } = TENANT
    const own = { account_id: TENANT.accountId, available_name: service.name, role: 'administrator' }
    return c.json([
      ...engine.store.operators.map((one) => showAgent(scene, one)),
      { ...service, ...own, availability_status: 'offline', confirmed: true, thumbnail: '' },
    ])
  })
  app.get('/teams', (c) => {
    refuseBots(callerOf(scene, c))
    return c.json(
      engine.store.groups.map(({ id, name }) => ({
        id: numberOf(id),
        name,
        description: null,
        allow_auto_assign: false,
        account_id: TENANT.accountId,
        is_member: false,
      })),
    )
  })
  app.get('/custom_attribute_definitions', (c) => {
    refuseBots(callerOf(scene, c))
    const model = c.req.query('attribute_model')
    return c.json(model === '1' ? CONTACT_ATTRIBUTES : [])
  })
  app.get('/labels', (c) => {
    refuseBots(callerOf(scene, c))
    const shown = { description: '', color: '#1f93ff', show_on_sidebar: true }
    return c.json({ payload: LABELS.map((title, at) => ({ id: at + 1, title, ...shown })) })
  })
  app.get('/canned_responses', (c) => {
    refuseBots(callerOf(scene, c))
    const search = c.req.query('search')?.toLowerCase() ?? ''
    const found = CANNED.map((one, at) => ({ id: at + 1, account_id: TENANT.accountId, ...one }))
    return c.json(
      found.filter(({ short_code, content }) => `${short_code} ${content}`.toLowerCase().includes(search)),
    )
  })
}

function showInbox({ profile }: Scene, line: Line) {
  const channel = channelOf(line)
  const hours = profile.now.apiWindowHours
  return {
    ...slimInbox(line),
    lock_to_single_conversation: profile.now.lockToSingleConversation,
    working_hours_enabled: false,
    enable_auto_assignment: false,
    ...(channel === 'whatsapp' && { phone_number: '+78005550101', message_templates: TEMPLATES }),
    ...(channel === 'email' && { email: 'orders@northwind.example' }),
    ...(slimInbox(line).channel_type === 'Channel::Api' && {
      // Digits, as the settings page stores them.
      additional_attributes: hours === null ? {} : { agent_reply_time_window: String(hours) },
    }),
  }
}
