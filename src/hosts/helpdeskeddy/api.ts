import type { HostDependencies } from '../dependencies.ts'
import { HostError } from '../errors.ts'
import { createHttp, type Http } from '../http.ts'
import { NO_FILES } from '../no-files.ts'
import type { Files } from '../port.ts'
import { plainAnswers, refusal } from './answers.ts'
import { idsOf, type Ids } from './ids.ts'
import { credentials, secretsOf, type HelpdeskeddySettings } from './settings.ts'
import { timesOf, type Times } from './times.ts'

/** What every part of the adapter shares. */
export interface Helpdeskeddy {
  readonly settings: HelpdeskeddySettings
  readonly http: Http
  readonly ids: Ids
  readonly times: Times
  readonly now: () => Date
  readonly files: Files
}

/** The one door of the host: the REST API v2 with HTTP Basic (V1). */
export function openHost(
  settings: HelpdeskeddySettings,
  { fetch, look, now, files = NO_FILES }: HostDependencies,
): Helpdeskeddy {
  const http = createHttp({
    baseUrl: `${settings.baseUrl.replace(/\/+$/, '')}/api/v2`,
    headers: { authorization: `Basic ${credentials(settings)}` },
    secrets: secretsOf(settings),
    fetch: plainAnswers(fetch, settings.banMs),
    look,
    limits: { readMs: settings.readMs, deedMs: settings.deedMs },
    refusal,
  })
  return { settings, http, ids: idsOf(settings), times: timesOf(settings.timeZone), now, files }
}

/** `tickets/501/posts/?page=2`: with the slash at the end that the vendor documents. Parts are numbers or our own words. */
export function address(
  parts: readonly (string | number)[],
  query: Readonly<Record<string, string>> = {},
): string {
  const asked = new URLSearchParams(query).toString()
  return `${parts.join('/')}/${asked === '' ? '' : `?${asked}`}`
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

/** For an id that is not ours or leads nowhere; nothing was done. */
export function unknownId(what: string): HostError {
  return new HostError(`The host does not know this ${what}.`, {
    kind: 'fix-data',
    code: 'unknown-id',
    happened: 'no',
  })
}

/** For a cursor that is not ours; nothing was asked. */
export function badCursor(): HostError {
  return new HostError('This cursor was not given by us.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
