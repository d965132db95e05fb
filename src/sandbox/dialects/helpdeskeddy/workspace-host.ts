import type { Channel } from '../../../domain/words.ts'
import type { StoreView } from '../../engine/index.ts'
import type { WorkspaceHost } from '../dialect.ts'
import cannedReplies from './canned-replies.json' with { type: 'json' }
import { ACCOUNT_FIELDS, agentNumber, numberOf, TENANT } from './values.ts'

const SOURCES: Readonly<Partial<Record<Channel, readonly string[]>>> = {
  email: ['email', 'api'],
  whatsapp: ['WhatsApp'],
  'telegram-bot': ['Telegram', 'tlgrm'],
  'viber-bot': ['Viber'],
}

const WHATSAPP = {
  rulesConfirmed: { by: 'Denis Orlov', at: '2026-01-12' },
  defaultTemplate: TENANT.defaultTemplate,
}

/** What an administrator would fill into the adapter's settings for this tenant. */
export function workspaceHost(store: StoreView, baseUrl: string): WorkspaceHost {
  return {
    kind: 'helpdeskeddy',
    baseUrl,
    email: TENANT.email,
    apiKey: TENANT.apiKey,
    hookSecret: TENANT.hookSecret,
    timeZone: TENANT.timeZone,
    keyOwnerId: TENANT.keyOwnerId,
    lines: store.lines.map(({ id, name, channels }) => ({
      id,
      departmentId: numberOf(id),
      channels: channels.flatMap((channel) => {
        const sources = SOURCES[channel]
        const confirmed = channel === 'whatsapp' ? WHATSAPP : {}
        return sources ? [{ channel, sources, ...confirmed }] : []
      }),
      mailbox: channels.includes('email') ? `${name.toLowerCase()}@northwind.example` : null,
    })),
    // The sandbox's CRM knows people by its own ids.
    idPrefixes: { contact: 'c-', session: 's-', message: 'm-' },
    operators: store.operators.map(({ id }) => ({ id, agentId: agentNumber(id) })),
    operatorGroups: [TENANT.groups.agents],
    supervisorGroups: [TENANT.groups.supervisors],
    accountFields: Object.entries(ACCOUNT_FIELDS).map(([channel, fieldId]) => ({ channel, fieldId })),
    markFieldId: TENANT.ticketKeyField,
    whatsapp: 'business',
    closedWindow: 'default-template-first',
    sendLetterTag: TENANT.letterTag,
    language: 'en',
    // The sandbox's CRM has no such pages.
    ticketFilterId: null,
    cannedReplies,
    tags: { list: ['outbound', 'delivery', 'return'] },
  }
}
