import type { StoreView } from '../../engine/index.ts'
import type { WorkspaceHost } from '../dialect.ts'
import cannedReplies from './directory/canned-replies.json' with { type: 'json' }
import skills from './directory/skills.json' with { type: 'json' }
import units from './directory/units.json' with { type: 'json' }
import { loginOf } from './people.ts'
import { ADDRESS_KEYS, CHANNELS, CHAT_CENTER, LAST_ORDER, PULSE, TENANT } from './values.ts'

/** What an administrator would fill into the adapter's settings for this tenant. */
export function workspaceHost(store: StoreView, baseUrl: string): WorkspaceHost {
  return {
    kind: 'edna',
    baseUrl: `${baseUrl}${CHAT_CENTER}`,
    login: TENANT.login,
    password: TENANT.password,
    chatbotToken: TENANT.chatbotToken,
    tenantName: TENANT.tenantName,
    hookSecret: TENANT.hookSecret,
    // Store and gateway then name a session by the same word.
    sessionPrefix: 's-',
    pulse: { baseUrl: `${baseUrl}${PULSE}`, apiKey: TENANT.apiKey },
    lines: store.lines.flatMap(({ id, name, channels, operators, supervisors }) =>
      CHANNELS.filter((one) => one.lineId === id && channels.includes(one.channel)).map((one) => ({
        id,
        name,
        channel: one.channel,
        channelType: one.type,
        channelNumber: one.number,
        appMarker: one.appMarker,
        pulseSubjectId: one.subjectId,
        operators,
        supervisors,
      })),
    ),
    addressKeys: ADDRESS_KEYS,
    fields: { [LAST_ORDER]: 'Последний заказ' },
    operators: store.operators.map((agent) => ({ id: agent.id, login: loginOf(agent), name: agent.name })),
    skills: skills.map(({ id, name }) => ({ id, name })),
    units: units.map(({ id, name }) => ({ id, name })),
    cannedReplies,
  }
}
