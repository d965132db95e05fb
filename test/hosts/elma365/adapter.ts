import { createElma365, Elma365SettingsSchema } from '../../../src/hosts/elma365/index.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import { contractFiles } from '../../contract/files.ts'
import type { Host } from '../../../src/hosts/port.ts'

export interface Asked {
  readonly method: string
  /** Without the host: `/pub/v1/…` or `/script/…`. */
  readonly path: string
  readonly body: Record<string, unknown>
}

export const SETTINGS = {
  kind: 'elma365',
  baseUrl: 'https://company.example',
  token: 'token-of-the-test',
  hookSecret: 'hook-secret-of-the-test',
  moduleId: '5b1c7a52-3f0e-4c55-9a41-7d1f6c0e2a11',
  lines: [
    {
      id: 'line-1',
      channels: [
        { channel: 'whatsapp', process: { namespace: 'ext', code: 'send_line_1' } },
        { channel: 'email', process: { namespace: 'ext', code: 'send_mail' }, takesSubject: true },
      ],
      operatorGroups: ['group-1'],
    },
  ],
  records: { deal: { namespace: 'sales', code: 'deals', contactField: 'contact' } },
}

/** The adapter over answers made up here; what it asked is kept. Answers are JSON with 200, or a Response. */
export function adapterOver(
  answer: (asked: Asked) => unknown,
  patch: object = {},
): { host: Host; asked: Asked[] } {
  const asked: Asked[] = []
  const settings = Elma365SettingsSchema.parse({ ...SETTINGS, linesFreshForMs: 0, ...patch })
  const host = createElma365(settings, {
    fetch: async (input, init) => {
      const request = new Request(input, init)
      const isForm = (request.headers.get('content-type') ?? '').startsWith('multipart/')
      const text = isForm ? '' : await request.text()
      const path = new URL(request.url).pathname.replace(`/api/extensions/${SETTINGS.moduleId}`, '')
      const question = { method: request.method, path, body: text === '' ? {} : JSON.parse(text) }
      asked.push(question)
      const answered = answer(question)
      return answered instanceof Response ? answered : Response.json(answered)
    },
    now: () => new Date('2026-11-20T12:00:00Z'),
    log: silentLog,
    files: contractFiles,
  })
  return { host, asked }
}

/** A request of the port to Pavel on line-1. */
export const REQUEST = {
  mark: 'mark-1',
  line: { id: 'line-1', name: 'Support', channels: ['whatsapp'], operators: null, supervisors: null },
  contactId: 'c-1',
  channel: 'whatsapp',
  address: '+79123456789',
  sessionId: null,
  operatorId: null,
  subject: null,
  text: 'Hello',
} as const

export function wireSession(patch: object = {}) {
  return {
    id: 's-1',
    name: 'Session 1',
    line: 'line-1',
    channel: 'ch-1',
    channelType: 'whatsapp',
    state: 'Waiting',
    operator: null,
    chatId: '+79123456789',
    chatName: null,
    createdAt: '2026-11-20T10:00:00Z',
    closedAt: null,
    lastActivityAt: '2026-11-20T11:00:00Z',
    apps: [{ namespace: '_clients', code: '_contacts', id: 'c-1' }],
    ...patch,
  }
}

export function wireMessage(id: string, createdAt: string, patch: object = {}) {
  return {
    id,
    body: `Text of ${id}`,
    type: 'text',
    fromClient: true,
    operator: null,
    isRead: false,
    deletedAt: null,
    createdAt,
    ...patch,
  }
}
