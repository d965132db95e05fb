import * as z from 'zod'
import { isOrigin, WorkspaceSettingsSchema } from './workspace-settings.ts'

/** Everything `startGateway` needs. Lengths of time are milliseconds. */
const GatewaySettingsSchema = z.strictObject({
  listen: z.strictObject({
    host: z.string().min(1).default('127.0.0.1'),
    /** 0 takes any free port. */
    port: z.int().min(0).max(65_535),
  }),
  /** Where browsers and hosts reach the gateway; `null`: where it listens. */
  publicUrl: z
    .url({ protocol: /^https?$/ })
    .nullable()
    .default(null),
  databaseUrl: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'must be an address like postgres://user:password@host:5432/name'),
  contextKey: z.string().min(32, 'must be at least 32 characters long'),
  /** The folder with the built widget. */
  widgetDir: z.string().min(1),
  logLevel: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  /** How long a start or an answer may keep its caller waiting before 202. */
  answerWithinMs: z.int().min(0).max(60_000).default(2500),
  /** How often an open card asks its host for news. */
  pollMs: z.int().min(50).max(600_000).default(5000),
  /** The same while the host tells us of news over a connection: for what it forgets to tell. */
  pushedPollMs: z.int().min(50).max(600_000).default(30_000),
  /** How often unfinished operations are looked at. */
  recoverMs: z.int().min(50).max(600_000).default(3000),
  /** Origins that callers may name beyond public HTTPS; `loopback` stands for everything on this machine. */
  trustedOrigins: z
    .array(
      z
        .string()
        .refine(
          (text) => text === 'loopback' || isOrigin(text),
          'must be an origin like https://engine.example, or the word loopback',
        ),
    )
    .default([]),
  workspaces: z.array(WorkspaceSettingsSchema).min(1, 'must hold at least one workspace'),
})
export type GatewaySettings = z.infer<typeof GatewaySettingsSchema>
/** What a caller may write: defaults may be left out. */
export type GatewaySettingsInput = z.input<typeof GatewaySettingsSchema>

/** A setting is missing or wrong. The message is one or more sentences that name it; show it and stop. */
export class SettingsError extends Error {
  override readonly name = 'SettingsError'
}

/**
 * Checks settings that were put together by code.
 * @throws SettingsError naming the setting.
 */
export function checkSettings(settings: GatewaySettingsInput): GatewaySettings {
  const result = GatewaySettingsSchema.safeParse(settings)
  if (!result.success) throw new SettingsError(sentences(result.error, ''))
  const ids = result.data.workspaces.map((workspace) => workspace.id)
  const twice = ids.find((id, index) => ids.indexOf(id) !== index)
  if (twice !== undefined) throw new SettingsError(`Two workspaces have the id "${twice}".`)
  return result.data
}

/** Each finding of a schema as a sentence: where, and what it must be. Values are left out: they may be secrets. */
export function sentences(error: z.ZodError, prefix: string): string {
  return error.issues
    .map((issue) => {
      const path = issue.path
        .map((part) => (typeof part === 'number' ? `[${part}]` : `.${String(part)}`))
        .join('')
      const where = `${prefix}${path}`.replace(/^\./, '')
      const missing = issue.code === 'invalid_type' && issue.message.endsWith('received undefined')
      return missing ? `${where} is missing.` : `${where} ${predicate(issue)}.`
    })
    .join(' ')
}

function predicate(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') return `has unknown settings: ${issue.keys.join(', ')}`
  return /^(must|is|has) /.test(issue.message) ? issue.message : `is not right: ${lowerFirst(issue.message)}`
}

const lowerFirst = (text: string): string => text.charAt(0).toLowerCase() + text.slice(1)
