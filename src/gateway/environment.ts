import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import * as z from 'zod'
import { checkSettings, sentences, SettingsError, type GatewaySettingsInput } from './settings.ts'

const milliseconds = (lowest: number) =>
  z.coerce
    .number('must be a number of milliseconds')
    .int('must be a whole number of milliseconds')
    .min(lowest, `must be at least ${lowest} milliseconds`)

/** Every environment variable of `npm run gateway`; the README's table is printed from it. */
export const EnvironmentSchema = z.object({
  HOST: z.string().default('127.0.0.1').describe('The address to listen on; `0.0.0.0` for all.'),
  PORT: z.coerce
    .number('must be a port, a number from 0 to 65535')
    .int('must be a port, a number from 0 to 65535')
    .min(0, 'must be a port, a number from 0 to 65535')
    .max(65_535, 'must be a port, a number from 0 to 65535')
    .default(4601)
    .describe('The port to listen on.'),
  PUBLIC_URL: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://firstline.example' })
    .optional()
    .describe('Where browsers and hosts reach the gateway. Absent: where it listens.'),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address like postgres://user:password@host:5432/name')
    .optional()
    .describe('Your PostgreSQL. Absent: an embedded one, its files in `DATA_DIR`.'),
  DATA_DIR: z.string().default('data').describe('The folder of the embedded PostgreSQL.'),
  CONTEXT_KEY: z
    .string('is missing: a secret of at least 32 characters that signs the contexts of cards')
    .min(32, 'must be at least 32 characters long')
    .describe(
      'The secret that signs the contexts of cards; at least 32 characters, the same on every replica.',
    ),
  WIDGET_DIR: z
    .string()
    .default(fileURLToPath(new URL('../../dist/widget', import.meta.url)))
    .describe('The folder with the built widget. Absent: `dist/widget` of the project.'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be one of debug, info, warn, error, silent')
    .default('info')
    .describe('How much is logged: `debug`, `info`, `warn`, `error` or `silent`.'),
  ANSWER_WITHIN_MS: milliseconds(0)
    .default(2500)
    .describe('How long a send keeps its caller waiting before 202.'),
  POLL_MS: milliseconds(50).default(5000).describe('How often an open card asks its host for news.'),
  PUSHED_POLL_MS: milliseconds(50)
    .default(30_000)
    .describe('The same while the host tells the gateway of news over a connection.'),
  RECOVER_MS: milliseconds(50).default(3000).describe('How often unfinished operations are looked at.'),
  TRUSTED_ORIGINS: z
    .string()
    .transform((list) => list.split(',').map((entry) => entry.trim()))
    .optional()
    .describe(
      'Origins that processes may name beyond public HTTPS (callbacks, files), with commas between them: `http://engine.corp.example:8080`; `loopback` for everything on this machine.',
    ),
  WORKSPACES: z.string().optional().describe('The workspaces as JSON, a list; see below.'),
  WORKSPACES_FILE: z.string().optional().describe('A file with that JSON, instead of `WORKSPACES`.'),
})

/** What `npm run gateway` starts with. `databaseUrl: null` asks for the embedded server in `dataDir`. */
export interface GatewayEnvironment {
  readonly databaseUrl: string | null
  readonly dataDir: string
  /** The settings once the database's address is known. */
  settings(databaseUrl: string): ReturnType<typeof checkSettings>
}

/**
 * Reads the settings from environment variables; an empty variable counts as absent.
 * @throws SettingsError, a sentence naming each variable that is missing or wrong.
 */
export async function readEnvironment(
  variables: Readonly<Record<string, string | undefined>>,
): Promise<GatewayEnvironment> {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value !== ''),
  )
  const result = EnvironmentSchema.safeParse(given)
  if (!result.success) throw new SettingsError(sentences(result.error, ''))
  const env = result.data
  const workspaces = await readWorkspaces(env.WORKSPACES, env.WORKSPACES_FILE)
  const settings = (databaseUrl: string) =>
    named({
      listen: { host: env.HOST, port: env.PORT },
      publicUrl: env.PUBLIC_URL ?? null,
      databaseUrl,
      contextKey: env.CONTEXT_KEY,
      widgetDir: env.WIDGET_DIR,
      logLevel: env.LOG_LEVEL,
      answerWithinMs: env.ANSWER_WITHIN_MS,
      pollMs: env.POLL_MS,
      pushedPollMs: env.PUSHED_POLL_MS,
      recoverMs: env.RECOVER_MS,
      trustedOrigins: env.TRUSTED_ORIGINS ?? [],
      workspaces,
    })
  // Whatever is wrong with the workspaces is told before a database is started for them.
  settings('postgres://checked-later')
  return { databaseUrl: env.DATABASE_URL ?? null, dataDir: env.DATA_DIR, settings }
}

/** Every setting as a row of a Markdown table: variable, default, meaning. */
export function settingsTable(): string {
  const rows = Object.entries(EnvironmentSchema.shape).map(([variable, schema]) => {
    const absent = schema.safeParse(undefined)
    const fallback = !absent.success
      ? 'required'
      : variable === 'WIDGET_DIR'
        ? '`dist/widget`'
        : shown(absent.data)
    return `| \`${variable}\` | ${fallback} | ${schema.description ?? ''} |`
  })
  return ['| Variable | Default | Meaning |', '|---|---|---|', ...rows].join('\n')
}

const shown = (value: unknown): string => (value === undefined ? '–' : `\`${String(value)}\``)

async function readWorkspaces(inline: string | undefined, file: string | undefined): Promise<Workspaces> {
  if (inline !== undefined && file !== undefined)
    throw new SettingsError('WORKSPACES and WORKSPACES_FILE are both set; keep one of them.')
  const variable = file === undefined ? 'WORKSPACES' : 'WORKSPACES_FILE'
  const text = file === undefined ? inline : await readText(file)
  if (text === undefined) throw new SettingsError('WORKSPACES is missing: the list of workspaces as JSON.')
  const list = Workspaces.safeParse(parseJson(text))
  if (!list.success) throw new SettingsError(`${variable} must be a list of workspaces as JSON.`)
  return list.data
}

const Workspaces = z.array(
  z.custom<GatewaySettingsInput['workspaces'][number]>((entry) => typeof entry === 'object'),
)
type Workspaces = z.infer<typeof Workspaces>

async function readText(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (cause) {
    throw new SettingsError(`WORKSPACES_FILE names a file that cannot be read: ${file}.`, { cause })
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Findings about the workspaces in the words of the environment. */
function named(settings: GatewaySettingsInput): ReturnType<typeof checkSettings> {
  try {
    return checkSettings(settings)
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error
    const message = error.message
      .replaceAll(/(^| )workspaces(?=\[| must)/g, '$1WORKSPACES')
      .replaceAll(/(^| )trustedOrigins\[\d+\]/g, '$1TRUSTED_ORIGINS')
    throw new SettingsError(message, { cause: error })
  }
}
