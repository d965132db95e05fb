import { ChatwootSettingsSchema, createChatwoot } from '../../../src/hosts/chatwoot/index.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import type { Host } from '../../../src/hosts/port.ts'
import { CONTACT, CONVERSATION, INBOX, MESSAGE } from './samples.ts'

export interface Asked {
  readonly method: string
  /** Without the host. */
  readonly path: string
  readonly token: string | null
  readonly body: Record<string, unknown>
}

export const SETTINGS = {
  kind: 'chatwoot',
  baseUrl: 'https://chat.example',
  accountId: 3,
  token: 'token-of-the-test',
  serviceUser: 900,
  webhookSecret: 'hook-secret-of-the-test',
}

/** The host as the samples show it. */
export function answer({ method, path }: Asked): unknown {
  const at = path.replace('/api/v1/accounts/3/', '')
  if (path === '/api/v1/profile') return { id: 900, accounts: [{ id: 3, role: 'administrator' }] }
  if (at === 'inboxes') return { payload: [INBOX] }
  if (at === 'agents') return [{ id: 21, name: 'Olga', role: 'agent', availability_status: 'busy' }]
  if (at.startsWith('custom_attribute_definitions'))
    return [
      { attribute_key: 'last_order', attribute_display_name: 'Last order' },
      { attribute_key: 'vip', attribute_display_name: 'VIP' },
      { attribute_key: 'points', attribute_display_name: '' },
    ]
  if (at === 'teams') return [{ id: 5, name: 'Second line' }]
  if (at === 'labels') return { payload: [{ id: 1, title: 'vip' }] }
  if (at === 'canned_responses') return [{ id: 1, short_code: 'hi', content: 'Hello' }]
  if (at.startsWith('inbox_members/')) return { payload: [{ id: 21, name: 'Olga' }] }
  if (at.endsWith('/contactable_inboxes')) return { payload: CONTACT.contact_inboxes }
  if (at.startsWith('contacts/search')) return { meta: { has_more: false }, payload: [CONTACT] }
  if (at.startsWith('contacts/filter')) return { meta: {}, payload: [CONTACT] }
  if (at === 'contacts' && method === 'POST') return { payload: { contact: CONTACT } }
  if (at.startsWith('contacts/')) return { payload: CONTACT }
  if (at.startsWith('conversations/filter')) return { meta: {}, payload: [CONVERSATION] }
  if (at.startsWith('conversations?')) return { data: { payload: [CONVERSATION] } }
  if (at.endsWith('/labels')) return { payload: [] }
  if (at.endsWith('/assignments')) return { id: 21 }
  if (at.endsWith('/toggle_status')) return { payload: { current_status: 'resolved' } }
  if (at.includes('/messages')) return method === 'GET' ? { meta: {}, payload: [MESSAGE] } : MESSAGE
  return CONVERSATION
}

/** The adapter over answers made up here; what it asked is kept. Answers are JSON with 200, or a Response. */
export function adapterOver(
  replies: (asked: Asked) => unknown = answer,
  patch: object = {},
): { host: Host; asked: Asked[] } {
  const asked: Asked[] = []
  const host = createChatwoot(ChatwootSettingsSchema.parse({ ...SETTINGS, freshForMs: 0, ...patch }), {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const text = await request.text()
      const { pathname, search } = new URL(request.url)
      const question = {
        method: request.method,
        path: `${pathname}${search}`,
        token: request.headers.get('api_access_token'),
        body: text === '' ? {} : JSON.parse(text),
      }
      asked.push(question)
      const answered = replies(question)
      return answered instanceof Response ? answered : Response.json(answered)
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    log: silentLog,
  })
  return { host, asked }
}

/** A request of the port to Oleg on inbox 8. */
export const REQUEST = {
  mark: 'mark-1',
  line: { id: '8', name: 'Support', channels: ['whatsapp'], operators: null, supervisors: null },
  contactId: '512',
  channel: 'whatsapp',
  address: '+79001112233',
  sessionId: null,
  operatorId: null,
  subject: null,
  text: 'Your order is ready',
} as const
