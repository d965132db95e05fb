import type { Person } from './shapes.ts'

/** Contacts 41 and 42: people with more than one address of a kind (R-ADDR-6). */
export const AWKWARD_PEOPLE: readonly Person[] = [
  // The record has the new phone; the talks, and the link on the line, are still at the old one.
  {
    id: 'c-41',
    name: 'Зоя Лебедева',
    company: 'Пекарня «Колос»',
    phones: ['+79037778802'],
    emails: ['zoya@kolos.example'],
    on: { whatsapp: '+79037778801', email: 'zoya@kolos.example' },
  },
  {
    id: 'c-42',
    name: 'Oliver Grant',
    company: 'Grant & Moss',
    phones: ['+447700900777', '+447700900778'],
    emails: ['oliver@grant-moss.example', 'accounts@grant-moss.example'],
    on: { whatsapp: '+447700900777', email: 'oliver@grant-moss.example', 'telegram-bot': 'oliver_grant' },
    alsoOn: [
      ['whatsapp', '+447700900778'],
      ['email', 'accounts@grant-moss.example'],
    ],
  },
]
