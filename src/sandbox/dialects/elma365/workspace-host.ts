import type { StoreView } from '../../engine/index.ts'
import type { WorkspaceHost } from '../dialect.ts'
import { MODULE_NAMESPACE, processCode, TENANT } from './values.ts'

/** What an administrator would fill into the adapter's settings for this tenant. */
export function workspaceHost(store: StoreView, baseUrl: string): WorkspaceHost {
  return {
    kind: 'elma365',
    baseUrl,
    token: TENANT.token,
    hookSecret: TENANT.hookSecret,
    moduleId: TENANT.moduleId,
    contacts: { ...TENANT.contacts, fields: { company: 'Company' } },
    lines: store.lines.map(({ id, channels, operatorGroups, supervisorGroups }) => ({
      id,
      channels: channels.map((channel) => ({
        channel,
        process: { namespace: MODULE_NAMESPACE, code: processCode(id) },
        takesSubject: channel === 'email',
      })),
      operatorGroups,
      supervisorGroups,
    })),
    records: {
      deal: { ...TENANT.deals, contactField: 'contact', fields: { __name: 'Deal', sum: 'Amount' } },
      order: {
        ...TENANT.orders,
        contactField: 'contact',
        fields: { number: 'Order number', __name: 'Order contents', sum: 'Amount' },
      },
    },
    replies: { ...TENANT.replies, textField: 'text' },
    files: { directory: TENANT.fileDirectory },
    sessionPage: `${baseUrl}/sessions/{session}`,
  }
}
