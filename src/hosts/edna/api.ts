import type { HostDependencies } from '../dependencies.ts'
import { HostError } from '../errors.ts'
import { createHttp, type Http } from '../http.ts'
import { NO_FILES } from '../no-files.ts'
import type { Files } from '../port.ts'
import { chatCenterOf } from './login.ts'
import { threadPages, type ThreadPages } from './pages.ts'
import { secretsOf, type EdnaLine, type EdnaSettings } from './settings.ts'

/** What every part of the adapter shares. */
export interface Edna {
  readonly settings: EdnaSettings
  /** Chat Center with the integrator's login. */
  readonly center: Http
  /** Chat Center with the chatbot's token. */
  readonly chatbot: Http
  /** `null`: the settings have no Pulse. */
  readonly pulse: Http | null
  /** Of the threads read so far. */
  readonly pages: ThreadPages
  readonly now: () => Date
  readonly files: Files
}

/** The doors of the two products. */
export function openHost(
  settings: EdnaSettings,
  { fetch, look, now, files = NO_FILES }: HostDependencies,
): Edna {
  const secrets = secretsOf(settings)
  const limits = { readMs: settings.readMs, deedMs: settings.deedMs }
  const tenant: Record<string, string> =
    settings.tenantName === null ? {} : { 'x-tenant-name': settings.tenantName }
  const stand = {
    baseUrl: `${settings.baseUrl.replace(/\/+$/, '')}/api`,
    headers: tenant,
    secrets,
    fetch,
    look,
    limits,
  }
  const { pulse } = settings
  return {
    settings,
    center: chatCenterOf(stand, settings),
    chatbot: createHttp({
      ...stand,
      headers: { ...tenant, authorization: `Bearer ${settings.chatbotToken}` },
    }),
    pulse:
      pulse &&
      createHttp({
        baseUrl: `${pulse.baseUrl.replace(/\/+$/, '')}/api`,
        headers: { 'x-api-key': pulse.apiKey },
        secrets,
        fetch,
        look,
        limits,
      }),
    pages: threadPages(),
    now,
    files,
  }
}

/** What the host does not know is absent, not broken. How it says so is not documented: 404 and 400 both count. */
export async function orNull<T>(asked: () => Promise<T>): Promise<T | null> {
  try {
    return await asked()
  } catch (error) {
    if (error instanceof HostError && (error.code === 'unknown-id' || error.code === 'bad-request'))
      return null
    throw error
  }
}

/** The line of the settings. @throws HostError `setup-incomplete` for a line or channel that is not there. */
export function lineOf({ settings }: Edna, lineId: string, channel: string): EdnaLine {
  const line = settings.lines.find((one) => one.id === lineId && one.channel === channel)
  if (line) return line
  throw new HostError(`The settings have no line "${lineId}" for ${channel}.`, {
    kind: 'fix-setup',
    code: 'setup-incomplete',
    happened: 'no',
  })
}

/** @throws HostError `unknown-id`; nothing was asked. */
export function unknownId(what: string): HostError {
  return new HostError(`The host does not know this ${what}.`, {
    kind: 'fix-data',
    code: 'unknown-id',
    happened: 'no',
  })
}

/** @throws HostError `bad-request` for a cursor that is not ours. */
export function notOurs(): HostError {
  return new HostError('This cursor was not given by us.', {
    kind: 'fix-data',
    code: 'bad-request',
    happened: 'no',
  })
}
