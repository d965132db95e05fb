/** Chatwoot's ids are integers, the store's are words with a number: `c-12` is contact 12 there, and the reverse. */
export const PREFIX = {
  contact: 'c-',
  inbox: 'line-',
  conversation: 's-',
  message: 'm-',
  agent: 'op-',
  team: 'group-',
} as const
export type Kind = keyof typeof PREFIX

/** The number in a store's id. Ids that hold none (there are none in the seeds) are 0. */
export function numberOf(id: string): number {
  return Number(/-(\d+)$/.exec(id)?.[1] ?? 0)
}

/** The store's id of a number as it came in a path or a body; `null` when it is no positive integer. */
export function idOf(kind: Kind, value: unknown): string | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value) : ''
  return /^[1-9]\d{0,15}$/.test(text) ? `${PREFIX[kind]}${text}` : null
}
