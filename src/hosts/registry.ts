import type { ZodType } from 'zod'
import { budgetedFetch, type RatePolicy } from './budget.ts'
import type { HostDependencies } from './dependencies.ts'
import type { Host } from './port.ts'
import { ChatwootSettingsSchema, createChatwoot } from './chatwoot/index.ts'
import { rateOf as chatwootRate } from './chatwoot/rate.ts'
import { createHelpdeskeddy, HelpdeskeddySettingsSchema } from './helpdeskeddy/index.ts'
import { rateOf as helpdeskeddyRate } from './helpdeskeddy/rate.ts'
import { createEdna, EdnaSettingsSchema } from './edna/index.ts'
import { createElma365, Elma365SettingsSchema } from './elma365/index.ts'
import { usualRate } from './usual-rate.ts'

/** The hosts we can speak to, by the `kind` of a workspace's settings. */
export const HOSTS = {
  elma365: kindOf(Elma365SettingsSchema, createElma365, usualRate),
  chatwoot: kindOf(ChatwootSettingsSchema, createChatwoot, chatwootRate),
  helpdeskeddy: kindOf(HelpdeskeddySettingsSchema, createHelpdeskeddy, helpdeskeddyRate),
  edna: kindOf(EdnaSettingsSchema, createEdna, usualRate),
}

/** Settings that are not right for their host; the issues are those of its schema, paths relative to the settings. */
export type OpenedHost =
  | { readonly ok: true; readonly host: Host }
  | { readonly ok: false; readonly issues: readonly { path: string; message: string }[] }

/** Checks a workspace's host settings and makes its adapter. */
export function openHost(settings: { kind: string }, dependencies: HostDependencies): OpenedHost {
  const kind = Object.hasOwn(HOSTS, settings.kind) ? HOSTS[settings.kind as keyof typeof HOSTS] : null
  if (!kind)
    return {
      ok: false,
      issues: [{ path: 'kind', message: `must be one of: ${Object.keys(HOSTS).join(', ')}` }],
    }
  return kind.open(settings, dependencies)
}

/** A schema together with what is made of its settings, and how fast the host may be asked with them. */
function kindOf<Settings>(
  settings: ZodType<Settings>,
  create: (settings: Settings, dependencies: HostDependencies) => Host,
  rate: (settings: Settings) => RatePolicy,
) {
  return {
    settings,
    open(given: unknown, dependencies: HostDependencies): OpenedHost {
      const checked = settings.safeParse(given)
      if (checked.success)
        return { ok: true, host: create(checked.data, within(dependencies, rate(checked.data))) }
      const issues = checked.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }))
      return { ok: false, issues }
    },
  }
}

function within(dependencies: HostDependencies, policy: RatePolicy): HostDependencies {
  const { fetch, budget } = dependencies
  return budget ? { ...dependencies, fetch: budgetedFetch(fetch, budget, policy) } : dependencies
}
