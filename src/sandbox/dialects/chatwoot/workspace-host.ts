import type { StoreView } from '../../engine/index.ts'
import type { WorkspaceHost } from '../dialect.ts'
import { numberOf, PREFIX } from './ids.ts'
import { channelOf } from './links.ts'
import { agentToken, kindOf, TENANT } from './values.ts'

/** What an administrator would fill into the adapter's settings for this account. */
export function workspaceHost(store: StoreView, baseUrl: string): WorkspaceHost {
  const behindApi = store.lines.filter((line) => kindOf(channelOf(line)).type === 'Channel::Api')
  return {
    kind: 'chatwoot',
    baseUrl,
    accountId: TENANT.accountId,
    token: TENANT.token,
    serviceUser: TENANT.service.id,
    agentTokens: Object.fromEntries(store.operators.map(({ id }) => [id, agentToken(id)])),
    webhookSecret: TENANT.webhookSecret,
    apiInboxes: Object.fromEntries(behindApi.map((line) => [numberOf(line.id), channelOf(line)])),
    // News without a topic help nobody who looks for them later.
    tagsRequiredIn: store.lines.filter(({ name }) => name === 'News').map(({ id }) => numberOf(id)),
    idPrefixes: PREFIX,
    sessionPage: `${baseUrl}/sessions/${PREFIX.conversation}{session}`,
  }
}
