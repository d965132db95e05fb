import { setTimeout as pause } from 'node:timers/promises'
import type { Log } from '../hosts/log.ts'
import { openJobs } from '../journal/jobs.ts'
import { openJournal } from '../journal/postgres.ts'
import { createApp } from './app.ts'
import { background } from './background.ts'
import { hostBudget } from './budget.ts'
import { callbackWorkspace } from './callback-workspace.ts'
import { serveCallbacks } from './callbacks.ts'
import { fileLinks } from './file-links.ts'
import { fileFetcher } from './fetch-file.ts'
import { attachedFiles } from './files.ts'
import type { Gateway } from './gateway.ts'
import { connectHost, type OpenHost } from './hosts.ts'
import { serveInitiatives } from './initiatives.ts'
import { listen } from './listening.ts'
import { createLog } from './log.ts'
import { outside } from './outside.ts'
import { newsOfHosts } from './news.ts'
import { startRecovery } from './recovery.ts'
import { ROUTES } from './routes/index.ts'
import { serveBatches } from './serve-batches.ts'
import { checkSettings, type GatewaySettingsInput } from './settings.ts'
import { signIns } from './sign-ins.ts'
import { contextTokens, operationsTokens } from './tokens.ts'
import { widgetFiles } from './widget-files.ts'
import { outboundOf } from './workspace-outbound.ts'
import { workspacesOf } from './workspaces.ts'

export interface RunningGateway {
  /** Where it listens: `http://127.0.0.1:4601`. */
  readonly url: string
  readonly port: number
  /** Stops accepting, lets requests finish, ends streams and connections; within five seconds. */
  stop(): Promise<void>
}

export interface GatewayOptions {
  readonly log?: Log
  readonly now?: () => Date
  /** Makes the adapters another way, for tests. */
  readonly openHost?: OpenHost
}

/** How long requests and sends under way may take to finish when the gateway stops. */
const FINISH_WITHIN_MS = 2500
/** How long the connections to the database may take to close after that, and then those to the hosts. */
const CLOSE_WITHIN_MS = 1200
const CLOSE_HOSTS_WITHIN_MS = 500
/** How often people of one workspace may say that they have written their note; each time costs the host a request or two. */
const TRIES = { requests: 40, perMs: 60_000 }

/**
 * Starts the service and resolves when it answers.
 * @throws SettingsError, or an Error whose message is the sentence to show (a port in use, no database).
 */
export async function startGateway(
  input: GatewaySettingsInput,
  options: GatewayOptions = {},
): Promise<RunningGateway> {
  const settings = checkSettings(input)
  const { log = createLog(settings.logLevel), now = () => new Date() } = options
  const links = fileLinks(settings.contextKey, now)
  const filesOf = (workspaceId: string) =>
    attachedFiles({
      attachments: () => journal.of(workspaceId).attachments,
      address: ({ id, name }, until) => {
        const expires = Math.floor(until.getTime() / 1000)
        const path = links.address({ workspaceId, id, name, expires })
        return `${(settings.publicUrl ?? url).replace(/\/+$/, '')}${path}`
      },
      now,
    })
  const hosts = new Map(
    settings.workspaces.map((workspace) => [
      workspace.id,
      connectHost(workspace, {
        log,
        now,
        files: filesOf(workspace.id),
        budget: hostBudget(() => journal.budget(workspace.id), log),
        open: options.openHost,
      }),
    ]),
  )
  const named = outside({ trusted: settings.trustedOrigins })
  const fetchFile = fileFetcher(named)
  const closeHosts = () => Promise.all([named, ...hosts.values()].map(({ close }) => close()))
  const { databaseUrl } = settings
  const away = async (cause: unknown): Promise<never> => {
    await closeHosts()
    throw new Error('The database of DATABASE_URL does not answer.', { cause })
  }
  const jobs = await openJobs({ url: databaseUrl, log }).catch(away)
  const journal = await openJournal({ url: databaseUrl, log, plan: jobs.plan }).catch(
    async (cause: unknown) => {
      await jobs.stop()
      return away(cause)
    },
  )
  const stopping = new AbortController()
  const work = background(log)
  let url = ''

  const workspaces = workspacesOf(settings.workspaces, (of) => {
    const connected = hosts.get(of.id)
    if (!connected) throw new Error('A workspace without a host')
    return outboundOf(of, { host: connected.host, journal: journal.of(of.id), now, log, fetchFile })
  })
  const news = newsOfHosts({ settings, background: work, log, now, random: Math.random })
  const gateway: Gateway = {
    settings,
    outside: named,
    publicOrigin: () => new URL(settings.publicUrl ?? url).origin,
    workspaces,
    publicPath: () => new URL(settings.publicUrl ?? url).pathname.replace(/\/+$/, ''),
    tokens: contextTokens(settings.contextKey, now),
    operationsTokens: operationsTokens(settings.contextKey, now),
    signIns: signIns(settings.contextKey, now),
    // A row of its own beside the host's: no workspace has such a name.
    leaveToTry: async (id) => (await journal.budget(`sign-in:${id}`).take(TRIES, 'people')).waitMs,
    fileLinks: links,
    watchers: news.watchers,
    pushes: news.pushes,
    background: work,
    widget: widgetFiles(settings.widgetDir),
    log,
    now,
    stopping: stopping.signal,
    ready: () =>
      journal.ping().then(
        () => true,
        () => false,
      ),
  }

  const listening = await listen(createApp(gateway, ROUTES), settings.listen).catch(
    async (error: unknown) => {
      await Promise.all([jobs.stop(), journal.close(), closeHosts()])
      throw error
    },
  )
  url = listening.url
  // Not before we can be reached: a worker may have a host fetch files from us.
  await serveInitiatives({ jobs, workspaces, background: work })
  await serveCallbacks({
    jobs,
    log,
    fetch: named.fetch,
    now,
    workspace: (id) => callbackWorkspace(workspaces.get(id)),
  })
  await serveBatches({ jobs, workspaces, stopping: stopping.signal })
  const recovery = startRecovery({
    workspaces: workspaces.all(),
    everyMs: settings.recoverMs,
    log,
    tidy: async () => {
      await journal.prune(now())
      await journal.wakeOverdue(now())
    },
  })
  news.follow(workspaces.all())
  log.info({ port: listening.port, workspaces: workspaces.all().length }, 'The gateway listens')

  const stop = async (): Promise<void> => {
    log.info({}, 'The gateway stops')
    stopping.abort()
    const finished = Promise.all([listening.close(), news.stop(), recovery.stop(), work.idle(), jobs.stop()])
    await atMost(FINISH_WITHIN_MS, finished)
    listening.cutOff()
    // What is not finished stands in the journal; another replica, or the next start, goes on from there. The hosts go last: a
    // send that is cut off must not be written down as one that failed.
    await atMost(CLOSE_WITHIN_MS, journal.close())
    await atMost(CLOSE_HOSTS_WITHIN_MS, closeHosts())
  }
  const once = { stopped: null as Promise<void> | null }
  return { url, port: listening.port, stop: () => (once.stopped ??= stop()) }
}

async function atMost(ms: number, work: Promise<unknown>): Promise<void> {
  const timer = new AbortController()
  const late = pause(ms, null, { signal: timer.signal }).catch(() => null)
  await Promise.race([work, late])
  timer.abort()
}
