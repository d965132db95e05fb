import type { AttachmentPolicy } from '../src/domain/attachments.ts'
import type { ChannelPolicy, FindKey, HostPolicy } from '../src/domain/policy.ts'

const HOUR_MS = 3_600_000
const KB = 1024

/** What the table says of a channel, a cell for each column, in order. */
export const COLUMNS = [
  'Who may be written to first',
  'While a session is open',
  'Address',
  'Free text',
  'Templates',
  'Longest text',
  'Letter',
  'Files',
] as const

const START = {
  anyone: 'anyone',
  'wrote-before': 'only who wrote before',
  never: 'nobody: the customer writes first',
  'if-enabled': 'anyone, where the messenger’s side allows it',
} as const
const OPEN = { refuses: 'refused', allowed: 'allowed', warns: 'allowed, with a warning' } as const
const ADDRESS = {
  e164: 'phone, international',
  email: 'email',
  'external-id': 'the customer’s external id',
  any: 'the messenger’s own',
} as const

const BY: Readonly<Partial<Record<ChannelPolicy['address'], string>>> = {
  e164: 'by phone',
  'external-id': 'by external id',
}

/** The cells of one channel. */
export function cellsOf(policy: ChannelPolicy): readonly string[] {
  return [
    START[policy.start],
    OPEN[policy.openSession],
    ADDRESS[policy.address],
    freeText(policy),
    templates(policy),
    policy.textLimit === null ? 'none is told' : `${policy.textLimit}`,
    letter(policy),
    files(policy.attachments),
  ]
}

/** The row of the short table, as in the rules. */
export function shortly(policy: ChannelPolicy): string {
  if (policy.start === 'never') return 'never'
  const parts = [
    START[policy.start],
    BY[policy.address] ?? '',
    policy.windowMs === null ? '' : `window ${policy.windowMs / HOUR_MS} h`,
    policy.templates ? 'templates' : '',
    policy.openSession === 'refuses' ? '' : `open session ${OPEN[policy.openSession]}`,
    policy.finished ? 'no session opens' : '',
  ]
  return parts.filter((part) => part !== '').join('; ')
}

function freeText({ windowMs, closedWindow = 'template-only', templates: found }: ChannelPolicy): string {
  if (windowMs === null) return 'always'
  const after = {
    'template-only': found ? 'templates alone' : 'nothing from here, only in the host’s own form',
    'default-template-first': 'the host’s default template goes first',
  }
  return `${windowMs / HOUR_MS} h after the customer’s last, then ${after[closedWindow]}`
}

function templates({ templates: found }: ChannelPolicy): string {
  if (!found) return '–'
  return found.typed ? 'yes; typed by hand while the catalogue is empty' : 'yes'
}

function letter({ subject, blindCopy, finished }: ChannelPolicy): string {
  const parts = [
    subject === 'none' ? '' : `subject ${subject}`,
    blindCopy ? 'blind copies' : '',
    finished ? 'sent as finished, no session opens' : '',
  ]
  return parts.filter((part) => part !== '').join('; ') || '–'
}

function files(policy: AttachmentPolicy | undefined): string {
  if (!policy) return '–'
  const { formats, maxBytes, maxBytesOf = {}, maxTotalBytes, maxCount, alone } = policy
  const parts = [
    formats ? formats.join(' ') : 'any format',
    maxCount === null ? '' : maxCount === 1 ? 'one' : `at most ${maxCount}`,
    maxBytes === null ? '' : `${size(maxBytes)} each`,
    ...limits(maxBytesOf),
    maxTotalBytes === null ? '' : `${size(maxTotalBytes)} together`,
    alone ? 'also without text' : 'with text',
  ]
  return parts.filter((part) => part !== '').join(', ')
}

/** Endings that share a limit of their own share a word. */
function limits(maxBytesOf: Readonly<Record<string, number>>): string[] {
  const found = [...new Set(Object.values(maxBytesOf))].map((limit) => ({
    limit,
    formats: Object.keys(maxBytesOf).filter((format) => maxBytesOf[format] === limit),
  }))
  return found.map(({ limit, formats }) => `${formats.join(' ')} ${size(limit)}`)
}

function size(bytes: number): string {
  return bytes >= KB * KB ? `${Math.round((bytes / KB / KB) * 10) / 10} MB` : `${Math.round(bytes / KB)} kB`
}

const REPLY = {
  assignee: 'its own operator and supervisors of the line',
  'operators-of-line': 'every operator of the line',
} as const
const AFTER = { 'assign-to-me': 'assign to me', close: 'close', 'hand-over': 'hand over' } as const
const UNTOLD = {
  blocked: 'whether somebody is blocked',
  delivered: 'whether a message was delivered',
  removed: 'that a message was removed',
} as const

const FOUND_BY: Record<FindKey, string> = {
  name: 'name',
  phone: 'phone',
  'whole-phone': 'whole phone',
  email: 'email',
  username: 'messenger name',
  id: 'id',
}
const GIVEN_BY = { phone: 'phone', email: 'email', id: 'external id' } as const
const MADE = {
  created: (by: string) => `is created first, by ${by}`,
  'first-message': (by: string) =>
    `is written to straight away, by ${by}: the host makes the client of the message`,
} as const

/** What holds for the whole host, by what it is about. */
export function wholeOf(policy: HostPolicy): ReadonlyMap<string, string> {
  const {
    openScope,
    operatorMayStart,
    reply,
    after = ['assign-to-me'],
    handOverComment,
    newContact,
    cannotTell,
  } = policy
  const least = newContact?.leastPhoneDigits ?? null
  return new Map([
    ['An open session counts', openScope === 'account' ? 'for its own address' : 'for the whole contact'],
    ['An operator may start while', operatorMayStart ? listed(operatorMayStart, 'never') : 'in any status'],
    ['In an open session may answer', REPLY[reply]],
    [
      'After sending one may',
      listed(
        after.map((kind) =>
          kind === 'hand-over' && handOverComment === false
            ? `${AFTER[kind]} (no comment goes with it)`
            : AFTER[kind],
        ),
        'nothing: the host does it all by itself',
      ),
    ],
    [
      'Customers are found by',
      policy.findBy
        ? listed(
            policy.findBy.map((key) => FOUND_BY[key]),
            'nothing',
          )
        : 'whatever the host says',
    ],
    [
      'Somebody who is no contact yet',
      newContact
        ? MADE[newContact.made](
            listed(
              newContact.by.map((key) => GIVEN_BY[key]),
              'no address',
            ),
          )
        : 'is created',
    ],
    [
      'A new contact has',
      `${newContact?.email === 'plain' ? 'a plain email (`login@text.text2`)' : 'any usual email'}, ${
        least === null ? 'a whole phone' : `a phone of at least ${least} digits`
      }`,
    ],
    [
      'The host cannot tell',
      listed(
        cannotTell.map((fact) => UNTOLD[fact]),
        '–',
      ),
    ],
  ])
}

function listed(words: readonly string[], none: string): string {
  return words.join(', ') || none
}
