import { createHelpdeskeddy, HelpdeskeddySettingsSchema } from '../../../src/hosts/helpdeskeddy/index.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import type { Host, SendRequest } from '../../../src/hosts/port.ts'

export interface Asked {
  readonly method: string
  /** Under `/api/v2`, with its query. */
  readonly path: string
  readonly body: Record<string, unknown>
  readonly authorization: string | null
}

export const NOW = '2026-11-20T12:00:00Z'

export const SETTINGS = {
  kind: 'helpdeskeddy',
  baseUrl: 'https://desk.example.org',
  email: 'robot@example.org',
  apiKey: 'key-of-the-test',
  hookSecret: 'hook-secret-of-the-test',
  timeZone: 'Europe/Moscow',
  keyOwnerId: 99,
  lines: [
    {
      id: 'sales',
      departmentId: 4,
      channels: [
        { channel: 'email', sources: ['email', 'api'] },
        { channel: 'whatsapp', sources: ['WhatsApp'] },
      ],
    },
    { id: 'news', departmentId: 6, channels: [{ channel: 'telegram-bot', sources: ['Telegram', 'tlgrm'] }] },
  ],
  linesFreshForMs: 0,
}

/** The adapter over answers made up here; what it asked is kept. Answers are JSON with 200, or a Response. */
export function adapterOver(
  answer: (asked: Asked) => unknown,
  patch: object = {},
  now = () => new Date(NOW),
): { host: Host; asked: Asked[] } {
  const asked: Asked[] = []
  const host = createHelpdeskeddy(HelpdeskeddySettingsSchema.parse({ ...SETTINGS, ...patch }), {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const text = await request.text()
      const { pathname, search } = new URL(request.url)
      const question = {
        method: request.method,
        path: pathname.replace('/api/v2/', '') + search,
        body: bodyOf(text, request.headers.get('content-type')),
        authorization: request.headers.get('authorization'),
      }
      asked.push(question)
      const answered = answer(question)
      return answered instanceof Response ? answered : Response.json(answered)
    },
    now,
    log: silentLog,
    files: {
      read: async (id) => new TextEncoder().encode(`bytes of ${id}`),
      link: async () => 'https://files.example',
    },
  })
  return { host, asked }
}

/** A form is kept as its text. */
function bodyOf(text: string, type: string | null): Record<string, unknown> {
  if (text === '') return {}
  return type?.startsWith('multipart/') ? { form: text } : JSON.parse(text)
}

/** The sample of the sheet, 3.3, with a change. */
export function wireTicket(patch: object = {}) {
  return {
    id: 501,
    pid: 0,
    unique_id: 'KTR-20518',
    date_created: '2026-11-18 10:02:11',
    date_updated: '2026-11-18 10:05:40',
    title: 'Delivery of order 7741',
    source: 'api',
    status_id: 'open',
    priority_id: 2,
    type_id: 0,
    department_id: 4,
    department_name: 'Sales',
    owner_id: 17,
    owner_name: 'Olga',
    owner_lastname: 'Belova',
    owner_email: 'o.belova@example.org',
    user_id: 312,
    user_name: 'Pavel',
    user_lastname: 'Serov',
    user_email: 'p.serov@example.org',
    cc: [],
    bcc: [],
    followers: [],
    tags: ['outbound'],
    jira_issues: [],
    ticket_lock: 0,
    sla_date: '19.11.2026 18:00',
    sla_flag: 0,
    freeze_date: 'null',
    freeze: 0,
    deleted: 0,
    viewed_by_staff: 1,
    viewed_by_client: 0,
    rate: '',
    rate_comment: '',
    rate_date: '',
    custom_fields: [
      { id: 12, field_type: 'text', field_value: '7741' },
      { id: 30, field_type: 'select', field_value: { id: 5, name: { ru: '…', en: 'Courier' } } },
    ],
    ...patch,
  }
}

/** The sample of the sheet, 3.4, with a change. */
export function wirePost(patch: object = {}) {
  return {
    ticket_id: 501,
    id: 9021,
    user_id: 17,
    text: '<p>Good day!</p>',
    date_created: '10:02:11 18.11.2026',
    date_updated: '10:02:11 18.11.2026',
    files: [{ name: 'offer.pdf', url: 'https://desk.example.org/en/file/download/0f3a', data_type: 'pdf' }],
    ...patch,
  }
}

/** The keys of the sheet, 4.2. */
export function wireUser(patch: object = {}) {
  return {
    id: 312,
    date_created: '2026-01-12 09:00:00',
    name: 'Pavel',
    lastname: 'Serov',
    email: 'p.serov@example.org',
    phone: '8 (912) 345-67-89',
    organization: '',
    status: 'active',
    notifications: 1,
    api_key: 'key-of-somebody-else',
    group: { id: 3, type: 'user', name: { en: 'Clients' }, disable: 0 },
    department: [],
    custom_fields: [],
    ...patch,
  }
}

/** The sample of the sheet, 4.6, with a change. */
export function customField(patch: object = {}) {
  const user = { view: true, edit: false, required_to_create_ticket: false, required_to_close_ticket: false }
  const staff = { ...user, edit: true, required_to_create_ticket: true }
  const name = { ru: 'Способ доставки', en: 'Delivery way' }
  return { id: 30, name, field_type: 'select', permissions: { staff, user }, ...patch }
}

export function page(data: unknown, current = 1, pages = 1) {
  return { data, pagination: { total: '2', per_page: 30, current_page: current, total_pages: pages } }
}

/** A letter to Pavel. */
export const LETTER: SendRequest = {
  mark: 'mark-1',
  line: { id: 'sales', name: 'Sales', channels: ['email', 'whatsapp'], operators: null, supervisors: null },
  contactId: '312',
  channel: 'email',
  address: 'p.serov@example.org',
  sessionId: null,
  operatorId: null,
  subject: 'Delivery of order 7741',
  text: 'Good day!\nIs Thursday <ok>?',
}
