import type { Group, Line, Operator } from '../types.ts'

export const OPERATORS: readonly Operator[] = [
  { id: 'op-1', name: 'Olga Smirnova', email: 'olga@northwind.example', status: 'active' },
  { id: 'op-2', name: 'Irina Belova', email: 'irina@northwind.example', status: 'active' },
  { id: 'op-3', name: 'Denis Orlov', email: 'denis@northwind.example', status: 'active' },
  { id: 'op-4', name: 'Timofey Lukin', email: 'timofey@northwind.example', status: 'out' },
  { id: 'op-5', name: 'Sofia Brandt', email: 'sofia@northwind.example', status: 'offline' },
  // She looks after the quality of what others write.
  {
    id: 'op-6',
    name: 'Vera Lindgren',
    email: 'vera@northwind.example',
    status: 'active',
    readsOnly: true,
  },
]

export const GROUPS: readonly Group[] = [
  { id: 'group-1', name: 'Support team', operatorIds: ['op-1', 'op-2'] },
  { id: 'group-2', name: 'Messengers', operatorIds: ['op-1'] },
  { id: 'group-3', name: 'Supervisors', operatorIds: ['op-3', 'op-6'] },
  { id: 'group-4', name: 'Delivery', operatorIds: ['op-4', 'op-5'] },
]

/** The four lines. Who works there follows from the groups. */
export function lines(): Line[] {
  return [
    line('line-1', 'Support', 'whatsapp', 'group-1', 'group-4'),
    line('line-2', 'Orders', 'email', 'group-1', 'group-4'),
    line('line-3', 'News', 'telegram-bot', 'group-2'),
    line('line-4', 'Viber', 'viber-bot', 'group-2'),
  ]
}

function line(id: string, name: string, channel: Line['channels'][number], ...groups: string[]): Line {
  return {
    id,
    name,
    channels: [channel],
    operatorGroups: groups,
    supervisorGroups: ['group-3'],
    operators: groups.flatMap(members),
    supervisors: members('group-3'),
    // What the networks close by themselves; a dialect whose vendor documents windows sets its own.
    windowMs: {},
  }
}

function members(groupId: string): string[] {
  return [...(GROUPS.find(({ id }) => id === groupId)?.operatorIds ?? [])]
}
