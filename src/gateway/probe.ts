import type { Readers } from '../domain/readers.ts'
import { silentLog } from '../hosts/log.ts'
import { NO_FILES } from '../hosts/no-files.ts'
import type { Host } from '../hosts/port.ts'
import type { ProbeFinding } from '../hosts/probing.ts'
import { openJournal } from '../journal/postgres.ts'
import { readerFindings } from '../outbound/index.ts'
import type { Locale } from '../words/index.ts'
import { hostBudget } from './budget.ts'
import type { GatewayEnvironment } from './environment.ts'
import { connectHost } from './hosts.ts'

/** Only checked for its form: without a database of one's own there is no shared count of requests. */
const NO_DATABASE = 'postgres://no-database'

const WORDS: Readonly<
  Record<Locale, { workspace: string; said: string; fine: string; wrong(n: number): string }>
> = {
  en: {
    workspace: 'Workspace',
    said: 'the host says',
    fine: 'Everything is as it must be.',
    wrong: (n) => `To be mended: ${n}.`,
  },
  ru: {
    workspace: 'Рабочее пространство',
    said: 'ответ системы',
    fine: 'Всё в порядке.',
    wrong: (n) => `Нужно исправить: ${n}.`,
  },
}

/**
 * `npm run gateway -- --probe`: asks the host of every workspace whether credentials, rights and settings suffice, and writes what
 * has to be mended. Nothing is started. With DATABASE_URL the requests count within the budget that all replicas share.
 * @returns whether everything is as it must be.
 * @throws SettingsError, or an Error whose message is the sentence to show.
 */
export async function probeHosts(
  environment: GatewayEnvironment,
  locale: Locale,
  write: (line: string) => void,
): Promise<boolean> {
  const { databaseUrl } = environment
  const { workspaces } = environment.settings(databaseUrl ?? NO_DATABASE)
  const words = WORDS[locale]
  const journal = databaseUrl === null ? null : await openJournal({ url: databaseUrl, log: silentLog })
  let faults = 0
  try {
    for (const workspace of workspaces) {
      const connected = connectHost(workspace, {
        log: silentLog,
        now: () => new Date(),
        files: NO_FILES,
        ...(journal && { budget: hostBudget(() => journal.budget(workspace.id), silentLog) }),
      })
      const found = await probed(connected.host, workspace.readers).finally(connected.close)
      write(`${words.workspace} ${workspace.id}`)
      for (const finding of found) write(lineOf(finding, locale))
      faults += found.filter(({ ok }) => !ok).length
    }
  } finally {
    await journal?.close()
  }
  write(faults === 0 ? words.fine : words.wrong(faults))
  return faults === 0
}

async function probed(host: Host, readers: Readers | undefined): Promise<readonly ProbeFinding[]> {
  return [...(await host.probe()), ...(await readerFindings(host, readers))]
}

function lineOf({ ok, about, text, detail }: ProbeFinding, locale: Locale): string {
  const said = detail === null ? '' : ` (${WORDS[locale].said}: ${detail})`
  return `  ${ok ? '✓' : '✗'} ${about[locale]}: ${text[locale]}${said}`
}
