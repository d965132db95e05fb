import { fingerprint } from '../journal/print.ts'
import type { WireRuleSet } from '../wire/history.ts'
import type { Outbound } from './types.ts'

/** Of a print as many digits as people compare by eye. */
const DIGITS = 8
const NAME = /^(?<release>.*)\+(?<host>[\da-f]+)\.(?<workspace>[\da-f]+)$/

/** Neither the table of a host nor the settings of a workspace change while a gateway runs, and every message asks. */
const prints = new WeakMap<object, Promise<string>>()

/**
 * The name of the rules that hold now: the release of this program, a print of the host's table, and one of what the workspace demands
 * beyond it. `0.1.0+3f9a1c02.77b0e4d1` (R-AUDIT-1).
 */
export async function ruleSetOf(o: Outbound): Promise<string> {
  const { country, conditions, readers, templateVariables } = o.workspace
  const [host, workspace] = await Promise.all([
    printOf(o, o.host.policy, o.host.policy),
    printOf(o, o.workspace, { country, conditions, readers, templateVariables }),
  ])
  return `${o.release ?? ''}+${host}.${workspace}`
}

/** The rules of this name, and which of their parts still hold; `null`: nobody named them. */
export async function namedRuleSet(o: Outbound, name: string | undefined): Promise<WireRuleSet | null> {
  const [then, now] = [partsOf(name ?? ''), partsOf(await ruleSetOf(o))]
  if (!then || !now) return null
  return {
    release: then.release || null,
    host: { print: then.host, holds: then.host === now.host },
    workspace: { print: then.workspace, holds: then.workspace === now.workspace },
  }
}

function partsOf(name: string): { release: string; host: string; workspace: string } | null {
  const { release = '', host = '', workspace = '' } = NAME.exec(name)?.groups ?? {}
  return host === '' ? null : { release, host, workspace }
}

function printOf({ digest }: Outbound, of: object, rules: object): Promise<string> {
  const known = prints.get(of) ?? fingerprint(rules, digest).then((print) => print.slice(0, DIGITS))
  prints.set(of, known)
  return known
}
