import * as z from 'zod'
import { settingsTable } from '../src/gateway/environment.ts'
import { WorkspaceSettingsSchema } from '../src/gateway/workspace-settings.ts'
import { HOSTS } from '../src/hosts/registry.ts'

/** The README's part between the `settings` marks: every setting of the gateway and of each host, from the schemas themselves. */
export function settingsPart(): string {
  const hosts = Object.entries(HOSTS).map(
    ([kind, { settings }]) => `Settings of a host of kind \`${kind}\`:\n\n${tableOf(settings)}`,
  )
  const workspace = `A workspace, one of the list; \`host\` has a table for each kind below:\n\n${tableOf(WorkspaceSettingsSchema)}`
  return [settingsTable(), workspace, ...hosts].join('\n\n')
}

interface Described {
  readonly description?: string
  readonly default?: unknown
  readonly secret?: boolean
  readonly properties?: Readonly<Record<string, Described>>
  readonly required?: readonly string[]
  readonly items?: Described
}

function tableOf(schema: z.ZodType): string {
  const rows = rowsOf(z.toJSONSchema(schema, { io: 'input' }) as Described, '')
  return ['| Setting | Default | Meaning |', '|---|---|---|', ...rows].join('\n')
}

/** One row for each setting; the settings inside an object or a list follow it, named by their path. */
function rowsOf(schema: Described, prefix: string): string[] {
  return Object.entries(schema.properties ?? {}).flatMap(([name, setting]) => {
    const path = `${prefix}${name}`
    const inside = setting.items?.properties ? `${path}[].` : `${path}.`
    const fallback = schema.required?.includes(name) ? 'required' : shown(setting.default)
    const meaning = `${setting.description ?? ''}${setting.secret ? ' A secret.' : ''}`
      .replaceAll('|', '\\|')
      .trim()
    const row = `| \`${path}\` | ${fallback} | ${meaning} |`
    const kept = name === 'kind' ? [] : [row]
    return [...kept, ...rowsOf(setting.items ?? setting, inside)]
  })
}

function shown(value: unknown): string {
  if (value === undefined || value === null) return '–'
  const text = JSON.stringify(value)
  return text === '{}' || text === '[]' ? '–' : `\`${text}\``
}
