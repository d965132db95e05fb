import type { HostPolicy } from '../src/domain/policy.ts'
import { CHANNELS, type Channel } from '../src/domain/words.ts'
import { channelName } from '../src/words/index.ts'
import { choicesOf, KINDS, nameOfHost, policyOf, type Kind, type Settings } from './policy-settings.ts'
import { cellsOf, COLUMNS, shortly, wholeOf } from './policy-words.ts'

/** `docs/policies.md`: what each host allows, from the policies that the rules themselves ask (rules, section 9). */
export function policiesPage(): string {
  const policies = KINDS.map((kind) => [kind, policyOf(kind, {})] as const)
  return (
    [INTRODUCTION, overview(policies), ...policies.map(([kind, policy]) => part(kind, policy))].join('\n\n') +
    '\n'
  )
}

const INTRODUCTION = `# What each host allows

Before a word is typed, one function tells for every address of a contact whether it may be written to, and how (\`src/domain/reach.ts\`).
It knows no host by name: what a host allows is a table, one row for each channel (\`src/hosts/<host>/policy.ts\`, shaped by
\`src/domain/policy.ts\`). This page is printed from those tables by \`npm run readme\`; do not write here.

A channel that is missing does not exist on that host. Where a setting of the host changes its table, the page shows the default and
says below what changes. Which lines and channels a workspace truly has is another matter: the host tells, or its settings do.

The columns, with the rules they carry:

- **Who may be written to first** (R-CONTACT-1 to 7): by an operator or a process, without having been written to just now.
- **While a session is open** (R-OPEN-1 to 3): what becomes of a first message to somebody with whom a session is open already.
- **Address** (R-ADDR-1, R-ADDR-2, R-ADDR-4): the form it must have.
- **Free text** (R-WIN-1 to 3): for how long after the customer’s last message one may write in one’s own words, and what then.
- **Templates** (R-TPL-1 to 4): whether texts approved beforehand may be chosen.
- **Longest text** (R-TEXT-1), in UTF-16 units. Where the host names no limit, we make none up.
- **Letter** (R-MAIL-1, R-AFTER-2): what only email has.
- **Files** (R-FILE-1): which the channel takes.`

function overview(policies: readonly (readonly [Kind, HostPolicy])[]): string {
  const channels = CHANNELS.filter((channel) => policies.some(([, policy]) => policy.channels[channel]))
  const rows = channels.map((channel) => [
    nameOf(channel),
    ...policies.map(([, policy]) => {
      const row = policy.channels[channel]
      return row ? shortly(row) : '–'
    }),
  ])
  return `## All hosts at a glance\n\nAn open session refuses a new one unless a cell says otherwise.\n\n${table(['Channel', ...policies.map(([kind]) => nameOfHost(kind))], rows)}`
}

function part(kind: Kind, policy: HostPolicy): string {
  const rows = grouped(policy).map(([channels, cells]) => [channels, ...cells])
  const whole = [...wholeOf(policy)].map(([about, words]) => `- ${about}: ${words}.`)
  const changes = changesOf(kind, policy)
  return [
    `## ${nameOfHost(kind)}`,
    table(['Channel', ...COLUMNS], rows),
    whole.join('\n'),
    ...(changes.length > 0 ? [`What its settings change:\n\n${changes.join('\n')}`] : []),
  ].join('\n\n')
}

/** Channels that are alike share a row. */
function grouped(policy: HostPolicy): [string, readonly string[]][] {
  const groups = new Map<string, { names: string[]; cells: readonly string[] }>()
  for (const channel of channelsOf(policy)) {
    const row = policy.channels[channel]
    if (!row) continue
    const cells = cellsOf(row)
    const group = groups.get(cells.join('|')) ?? { names: [], cells }
    group.names.push(nameOf(channel))
    groups.set(cells.join('|'), group)
  }
  return [...groups.values()].map(({ names, cells }) => [names.join(', '), cells])
}

/** What every other choice of a setting changes, alone or, where it does nothing alone, beside one of the others. */
function changesOf(kind: Kind, base: HostPolicy): string[] {
  const choices = choicesOf(kind)
  const alone = choices.map((choice) => ({ choice, changes: difference(base, policyOf(kind, choice)) }))
  return alone.flatMap(({ choice, changes }) => {
    if (changes.length > 0) return [told([choice], changes)]
    return alone.flatMap((other) => {
      if (other.changes.length === 0) return []
      const together = difference(
        policyOf(kind, other.choice),
        policyOf(kind, { ...other.choice, ...choice }),
      )
      return together.length > 0 ? [told([other.choice, choice], together)] : []
    })
  })
}

function told(choices: readonly Settings[], changes: readonly string[]): string {
  const named = choices.flatMap((choice) =>
    Object.entries(choice).map(([setting, value]) => `\`${setting}: ${JSON.stringify(value)}\``),
  )
  return `- With ${named.join(' and ')}: ${changes.join('; ')}.`
}

function difference(from: HostPolicy, to: HostPolicy): string[] {
  const changes = new Map<string, string[]>()
  for (const channel of channelsOf(to)) {
    const before = from.channels[channel]
    const after = to.channels[channel]
    if (!before || !after) continue
    const cells = cellsOf(before)
    for (const [place, words] of cellsOf(after).entries()) {
      if (words === cells[place]) continue
      const change = `${COLUMNS[place]?.toLowerCase()}: ${words}`
      changes.set(change, [...(changes.get(change) ?? []), nameOf(channel)])
    }
  }
  const whole = wholeOf(from)
  const ofWhole = [...wholeOf(to)].filter(([about, words]) => whole.get(about) !== words)
  return [
    ...[...changes].map(([change, channels]) => `${channels.join(', ')}: ${change}`),
    ...ofWhole.map(([about, words]) => `${about.charAt(0).toLowerCase()}${about.slice(1)}: ${words}`),
  ]
}

/** `custom` is whatever messenger a tenant has connected by itself. */
function nameOf(channel: Channel): string {
  return channel === 'custom' ? 'Own messenger' : channelName(channel, 'en')
}

function channelsOf(policy: HostPolicy): Channel[] {
  return CHANNELS.filter((channel) => policy.channels[channel] !== undefined)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`
}
