import type { Store } from '../types.ts'
import { GROUPS, lines, OPERATORS } from './staff.ts'

/** Lines and operators, and one contact who can be reached everywhere a first message is allowed. Nobody has written yet. */
export function emptySeed(): Store {
  return {
    version: 1,
    seed: 'empty',
    clockOffsetMs: 0,
    contacts: [
      {
        id: 'c-1',
        name: 'Pavel Serov',
        company: 'Severny Veter',
        phones: ['+79123456789'],
        emails: ['p.serov@severny-veter.example'],
        hostFields: {},
      },
    ],
    accounts: [
      {
        id: 'a-1',
        contactId: 'c-1',
        channel: 'whatsapp',
        address: '+79123456789',
        blocked: false,
        left: false,
        inRecord: true,
      },
      {
        id: 'a-2',
        contactId: 'c-1',
        channel: 'email',
        address: 'p.serov@severny-veter.example',
        blocked: false,
        left: false,
        inRecord: true,
      },
    ],
    lines: lines(),
    operators: structuredClone([...OPERATORS]),
    groups: structuredClone([...GROUPS]),
    sessions: [],
    messages: [],
    deliveries: [],
    files: [],
    requests: [],
    deals: [],
    orders: [],
    runs: [],
    storage: {},
    faults: [],
  }
}
