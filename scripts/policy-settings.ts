import * as z from 'zod'
import type { HostPolicy } from '../src/domain/policy.ts'
import { HOSTS, openHost } from '../src/hosts/registry.ts'

export type Kind = keyof typeof HOSTS
export type Settings = Readonly<Record<string, unknown>>

export const KINDS = Object.keys(HOSTS).map((kind) => kind as Kind)
export const NAMES: Record<Kind, string> = {
  elma365: 'ELMA365',
  helpdeskeddy: 'HelpDeskEddy',
  edna: 'edna Chat Center',
  chatwoot: 'Chatwoot',
}

const address = { baseUrl: 'https://host.example' }
/** Only what a host cannot do without; everything else has its default, as the page says. */
const LEAST: Record<Kind, Settings> = {
  elma365: {
    ...address,
    token: 'the token of the page',
    hookSecret: 'a secret of the page',
    moduleId: '00000000-0000-4000-8000-000000000000',
    lines: [{ id: '1', channels: [{ channel: 'email', process: { namespace: 'a', code: 'b' } }] }],
  },
  helpdeskeddy: {
    ...address,
    email: 'staff@host.example',
    apiKey: 'the key of the page',
    hookSecret: 'a secret of the page',
    timeZone: 'Europe/Moscow',
    lines: [{ id: '1', departmentId: 1, channels: [{ channel: 'email', sources: ['email'] }] }],
  },
  edna: {
    ...address,
    login: 'login',
    password: 'password',
    chatbotToken: 'the token of the page',
    hookSecret: 'a secret of the page',
    lines: [{ id: '1', name: 'Line', channel: 'whatsapp', channelType: 'WHATSAPP', channelNumber: 1 }],
  },
  chatwoot: {
    ...address,
    accountId: 1,
    token: 'the token of the page',
    webhookSecret: 'a secret of the page',
  },
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
    { kind, ...LEAST[kind], ...more },
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
