import { HostError } from '../errors.ts'
import type { ProbeFinding } from '../port.ts'
import type { Chatwoot } from './api.ts'
import { LabelsAnswer, ProfileAnswer, TeamsAnswer } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(chatwoot: Chatwoot): Promise<readonly ProbeFinding[]> {
  const { root, account, settings } = chatwoot
  const token = await tried('Token', async () => {
    const { accounts } = await root.read({ method: 'GET', path: 'profile', answer: ProfileAnswer })
    const own = accounts?.find(({ id }) => id === settings.accountId)
    if (accounts && !own)
      return wrong(
        'The owner of the token does not belong to the account of the settings. Correct one of them.',
      )
    if (own?.role != null && own.role !== 'administrator')
      return wrong('The owner of the token is no administrator, so he sees only his own inboxes.')
    return right('The host accepts the token.')
  })
  const rest = [
    tried('Inboxes', async () => {
      const known = new Set((await chatwoot.inboxes()).map(({ id }) => String(id)))
      const strange = Object.keys(settings.apiInboxes).filter((id) => !known.has(id))
      return strange.length > 0
        ? wrong(`The host has no inbox with the number ${strange.join(', ')}. Correct the settings.`)
        : right(`The host has ${known.size} inboxes.`)
    }),
    tried('Agents', async () => {
      const agents = new Set((await chatwoot.agents()).map(({ id }) => id))
      return settings.serviceUser !== null && !agents.has(settings.serviceUser)
        ? wrong('The host has no agent with the number in "serviceUser". Correct the settings.')
        : right('The agents can be read.')
    }),
    tried('Teams', async () => {
      await account.read({ method: 'GET', path: 'teams', answer: TeamsAnswer })
      return right('The teams can be read.')
    }),
    tried('Labels', async () => {
      await account.read({ method: 'GET', path: 'labels', answer: LabelsAnswer })
      return right('The labels can be read.')
    }),
  ]
  return [token, ...(await Promise.all(rest))]
}

type Outcome = Pick<ProbeFinding, 'ok' | 'text'>
const right = (text: string): Outcome => ({ ok: true, text })
const wrong = (text: string): Outcome => ({ ok: false, text })

const ADVICE: Partial<Record<HostError['code'], string>> = {
  'wrong-credentials':
    'Check the token in the settings, and that no proxy drops the header api_access_token.',
  'not-allowed': 'Make the owner of the token an administrator.',
  'unknown-id': 'Check the address and the number of the account.',
  'host-unreachable': 'Check the address of the host and the network between.',
}

async function tried(about: string, ask: () => Promise<Outcome>): Promise<ProbeFinding> {
  try {
    return { about, ...(await ask()) }
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    return { about, ok: false, text: [error.message, ADVICE[error.code]].filter(Boolean).join(' ') }
  }
}
