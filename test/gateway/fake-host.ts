import type { OpenHost } from '../../src/gateway/hosts.ts'
import { HostError } from '../../src/hosts/errors.ts'
import type { Host } from '../../src/hosts/port.ts'

const absent = async (): Promise<never> => {
  throw new HostError('The host cannot be reached.', {
    kind: 'later',
    code: 'host-unreachable',
    happened: 'no',
  })
}

/** A host of which nothing works but what a test gives it; for what must be answered without a host. */
export function fakeHost(parts: Partial<Host> = {}): OpenHost {
  const host: Host = {
    policy: {
      channels: {},
      openScope: 'account',
      operatorMayStart: null,
      reply: 'operators-of-line',
      cannotTell: [],
    },
    lines: { list: absent },
    contacts: { get: absent, accounts: absent },
    sessions: { ofContact: absent, get: absent, messages: absent, wroteBefore: absent },
    sender: { certainty: 'blind', send: absent, find: absent },
    probe: async () => [],
    ...parts,
  }
  return () => ({ ok: true, host })
}

export const FAKE = { kind: 'fake' }
