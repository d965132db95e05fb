import { createHttp, type Http } from '../http.ts'
import { HostError } from '../errors.ts'
import type { HostDependencies } from '../dependencies.ts'
import { NO_FILES } from '../no-files.ts'
import type { Files } from '../port.ts'
import { channelTable, type ChannelTable } from './map.ts'
import { secretsOf, type Elma365Settings } from './settings.ts'

/** What every part of the adapter shares. */
export interface Elma365 {
  readonly settings: Elma365Settings
  readonly table: ChannelTable
  /** The public Web API. */
  readonly web: Http
  /** The methods of our own module. */
  readonly module: Http
  readonly now: () => Date
  readonly files: Files
}

/** The two doors of the host, opened with the same token. */
export function openHost(
  settings: Elma365Settings,
  { fetch, look, now, files = NO_FILES }: HostDependencies,
): Elma365 {
  const host = settings.baseUrl.replace(/\/+$/, '')
  const shared = {
    headers: { authorization: `Bearer ${settings.token}` },
    secrets: secretsOf(settings),
    fetch,
    look,
    limits: { readMs: settings.readMs, deedMs: settings.deedMs },
  }
  return {
    settings,
    table: channelTable(settings),
    // The Web API says 403 for a token it does not accept (A1).
    web: createHttp({ ...shared, baseUrl: `${host}/pub/v1`, refusal, codes: { 403: 'wrong-credentials' } }),
    module: createHttp({ ...shared, baseUrl: `${host}/api/extensions/${settings.moduleId}/script` }),
    now,
    files,
  }
}

/** 200 with `success: false` is a failure (A1); its words stand in `error`. */
function refusal(json: unknown): string | null {
  if (typeof json !== 'object' || json === null || !('success' in json) || json.success !== false) return null
  return 'error' in json && typeof json.error === 'string' && json.error !== ''
    ? json.error
    : 'success: false'
}

/** What the host does not know is absent, not broken: ids it cannot even read get 400. */
export async function orNull<T>(asked: () => Promise<T>): Promise<T | null> {
  try {
    return await asked()
  } catch (error) {
    if (error instanceof HostError && (error.code === 'unknown-id' || error.code === 'bad-request'))
      return null
    throw error
  }
}
