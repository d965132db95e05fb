import type { HostDependencies } from '../dependencies.ts'
import { HostError } from '../errors.ts'
import { createHttp, type Http } from '../http.ts'
import type { Log } from '../log.ts'
import { NO_FILES } from '../no-files.ts'
import type { Files } from '../port.ts'
import { remembered } from '../remember.ts'
import { idsOf, type Ids } from './ids.ts'
import { channelTable, type ChannelTable } from './map.ts'
import { secretsOf, type ChatwootSettings } from './settings.ts'
import { AgentsAnswer, ProfileAnswer, type WireAgent } from './wire.ts'
import { InboxesAnswer, type WireInbox } from './wire-inboxes.ts'

/** How ActionCable names the way it speaks. */
const PROTOCOLS = ['actioncable-v1-json', 'actioncable-unsupported']

/** What every part of the adapter shares. */
export interface Chatwoot {
  readonly settings: ChatwootSettings
  readonly ids: Ids
  readonly table: ChannelTable
  /** The account's API, as the user made for us. */
  readonly account: Http
  /** The same as that agent where we have his token: the host takes the token's owner for the author. */
  accountAs(operatorId: string | null): Http
  /** Outside of the account: whose token it is. */
  readonly root: Http
  /** Remembered for a while. */
  readonly inboxes: () => Promise<readonly WireInbox[]>
  readonly agents: () => Promise<readonly WireAgent[]>
  /** Opens the socket of the installation; `null`: we have none, or are not to use it. */
  readonly openCable: (() => WebSocket) | null
  readonly now: () => Date
  readonly log: Log
  readonly files: Files
}

/** The doors of one installation: the account’s API, the same as an agent, and what lies outside of the account. */
export function openHost(
  settings: ChatwootSettings,
  { fetch, look, openSocket, now, log, files = NO_FILES }: HostDependencies,
): Chatwoot {
  const host = settings.baseUrl.replace(/\/+$/, '')
  const open = (token: string) => {
    const shared = {
      headers: { api_access_token: token },
      secrets: secretsOf(settings),
      fetch,
      look,
      limits: { readMs: settings.readMs, deedMs: settings.deedMs },
    }
    const root = createHttp({ ...shared, baseUrl: `${host}/api/v1` })
    const account = createHttp({ ...shared, baseUrl: `${host}/api/v1/accounts/${settings.accountId}` })
    return { root, account: tellingRights(account, root) }
  }
  const { root, account } = open(settings.token)
  const ofAgents = new Map(
    Object.entries(settings.agentTokens).map(([id, token]) => [id, open(token).account]),
  )
  const inboxes = () => account.read({ method: 'GET', path: 'inboxes', answer: InboxesAnswer })
  const agents = () => account.read({ method: 'GET', path: 'agents', answer: AgentsAnswer })
  return {
    settings,
    ids: idsOf(settings.idPrefixes),
    table: channelTable(settings),
    root,
    account,
    accountAs: (operatorId) => (operatorId === null ? account : (ofAgents.get(operatorId) ?? account)),
    inboxes: remembered(async () => (await inboxes()).payload, settings.freshForMs, now),
    agents: remembered(agents, settings.freshForMs, now),
    openCable:
      openSocket && settings.socket
        ? () => openSocket(`${host.replace(/^http/, 'ws')}/cable`, PROTOCOLS)
        : null,
    now,
    log,
    files,
  }
}

/** 401 is a wrong token and also every missing right (facts, 1.5): whoever may read his own profile has the latter. */
function tellingRights(account: Http, root: Http): Http {
  const told = async <T>(asked: Promise<T>): Promise<T> => {
    try {
      return await asked
    } catch (error) {
      if (!(error instanceof HostError) || error.code !== 'wrong-credentials') throw error
      const own = await root.read({ method: 'GET', path: 'profile', answer: ProfileAnswer }).then(
        () => true,
        () => false,
      )
      throw own ? missingRight(error) : error
    }
  }
  return {
    read: (call) => told(account.read(call)),
    deed: (call) => told(account.deed(call)),
  }
}

function missingRight({ happened, hostText }: HostError): HostError {
  return new HostError('The host does not allow this to the owner of the token.', {
    kind: 'not-allowed',
    code: 'not-allowed',
    happened,
    ...(hostText !== null && { hostText }),
  })
}

/** What the host does not know is absent, not broken. */
export async function orNull<T>(asked: () => Promise<T>): Promise<T | null> {
  try {
    return await asked()
  } catch (error) {
    if (error instanceof HostError && error.code === 'unknown-id') return null
    throw error
  }
}
