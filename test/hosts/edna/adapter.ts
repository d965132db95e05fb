import { createEdna, EdnaSettingsSchema } from '../../../src/hosts/edna/index.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import type { Host } from '../../../src/hosts/port.ts'

interface Asked {
  readonly method: string
  /** Without the host: `/api/…`. */
  readonly path: string
  readonly query: string
  readonly body: Record<string, unknown>
  readonly headers: Headers
}

export const SETTINGS = {
  kind: 'edna',
  baseUrl: 'https://stand.example',
  login: 'crm_integrator',
  password: 'password-of-the-test',
  chatbotToken: 'chatbot-token-of-the-test',
  hookSecret: 'hook-secret-of-the-test',
  pulse: { baseUrl: 'https://pulse.example', apiKey: 'key-of-the-test' },
  lines: [
    {
      id: 'line-1',
      name: 'Support',
      channel: 'whatsapp',
      channelType: 'WHATSAPP',
      channelNumber: 2,
      pulseSubjectId: 345,
    },
  ],
  operators: [{ id: 'op-2', login: 'irina.k', name: 'Irina Belova' }],
}

/** The adapter over answers made up here; what it asked is kept. Answers are JSON with 200, or a Response. Logging in works. */
export function adapterOver(
  answer: (asked: Asked) => unknown,
  patch: object = {},
): { host: Host; asked: Asked[] } {
  const asked: Asked[] = []
  const settings = EdnaSettingsSchema.parse({ ...SETTINGS, threadsFreshForMs: 0, ...patch })
  const host = createEdna(settings, {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const text = await request.text()
      const { pathname, search } = new URL(request.url)
      const question = {
        method: request.method,
        path: pathname,
        query: search,
        body: text === '' ? {} : JSON.parse(text),
        headers: request.headers,
      }
      asked.push(question)
      if (pathname === '/api/auth/login') return Response.json(LOGIN)
      const answered = answer(question)
      return answered instanceof Response ? answered : Response.json(answered)
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    log: silentLog,
  })
  return { host, asked }
}

/** As on the vendor's page (facts, 1.1): the token begins with "Bearer " already. */
const LOGIN = { userId: 7, login: null, token: 'Bearer eyJ-sample', role: 'INTEGRATOR' }

/** A request of the port to Oleg on line-1. */
export const REQUEST = {
  mark: 'bp-9f1c-0001',
  line: { id: 'line-1', name: 'Support', channels: ['whatsapp'], operators: null, supervisors: null },
  contactId: 'CRM-77',
  channel: 'whatsapp',
  address: '+79001112233',
  sessionId: null,
  operatorId: null,
  subject: null,
  text: 'Hello',
} as const
