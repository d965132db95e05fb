import * as z from 'zod'
import type { HostPolicy } from '../src/domain/policy.ts'
import { HOSTS, openHost } from '../src/hosts/registry.ts'

export type Kind = keyof typeof HOSTS
export type Settings = Readonly<Record<string, unknown>>

const Sample = z.object({ NAME: z.string(), LEAST: z.record(z.string(), z.unknown()) })

export const KINDS = Object.keys(HOSTS).map((kind) => kind as Kind)

/** What each host's folder says of itself for pages that are printed. */
const SAMPLES = new Map(
  await Promise.all(
    KINDS.map(async (kind) => {
      const sample: unknown = await import(`../src/hosts/${kind}/least.ts`)
      return [kind, Sample.parse(sample)] as const
    }),
  ),
)

/** What people call the host. */
export function nameOfHost(kind: Kind): string {
  return sampleOf(kind).NAME
}

function sampleOf(kind: Kind): z.infer<typeof Sample> {
  const sample = SAMPLES.get(kind)
  if (!sample) throw new Error(`src/hosts/${kind} has no least.ts.`)
  return sample
}

interface Choice {
  readonly type?: string
  readonly enum?: readonly unknown[]
  readonly default?: unknown
}

/** Every setting that is a choice of few, with each of its values that is not the default. */
export function choicesOf(kind: Kind): Settings[] {
  const { properties = {} } = z.toJSONSchema(HOSTS[kind].settings as z.ZodType, { io: 'input' }) as {
    properties?: Readonly<Record<string, Choice>>
  }
  return Object.entries(properties).flatMap(([setting, choice]) => {
    const values = choice.type === 'boolean' ? [true, false] : (choice.enum ?? [])
    return values.filter((value) => value !== choice.default).map((value) => ({ [setting]: value }))
  })
}

/** The policy of a host that is set up with the least it needs, and with these settings. */
export function policyOf(kind: Kind, more: Settings): HostPolicy {
  const opened = openHost(
    { kind, ...sampleOf(kind).LEAST, ...more },
    {
      fetch: nobody,
      now: () => new Date(0),
      log: { info() {}, warn() {}, error() {} },
      files: { read: nobody, link: nobody },
    },
  )
  if (opened.ok) return opened.host.policy
  throw new Error(`${kind}: ${opened.issues.map(({ path, message }) => `${path} ${message}`).join('; ')}`)
}

async function nobody(): Promise<never> {
  throw new Error('A page asks no host.')
}
