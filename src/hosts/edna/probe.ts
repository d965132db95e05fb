import { HostError } from '../errors.ts'
import type { ProbeFinding } from '../port.ts'
import type { Edna } from './api.ts'
import { isReady } from './lines.ts'
import { wholeThread } from './messages.ts'
import { AgentsAnswer, ChannelsAnswer, ShortInfoAnswer, ThreadsAnswer, type WireChannel } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(edna: Edna): Promise<readonly ProbeFinding[]> {
  const { center, settings, pulse } = edna
  const clients = await tried(
    'Chat Center',
    'The login is good and clients can be found.',
    LOGIN,
    async () => {
      await center.read({
        method: 'POST',
        path: 'v1/clients/short-info',
        json: { phones: null, externalIds: ['firstline-probe'] },
        answer: ShortInfoAnswer,
      })
    },
  )
  if (!clients.ok) return [clients, ...(await pulseFindings(edna))]
  const threads = await tried('Threads', 'They can be read.', LOGIN, async () => {
    await center.read({ method: 'GET', path: 'v1/threads?page=0&size=1', answer: ThreadsAnswer })
  })
  const agents = await tried(
    'Agents',
    'They can be read, and every mapped login is there.',
    LOGIN,
    async () => {
      const path = 'v1/agents?states=ALL&page=0&size=1000'
      const found = await center.read({ method: 'GET', path, answer: AgentsAnswer })
      const logins = new Set(found.map(({ login }) => login))
      const missing = settings.operators.filter(({ login }) => !logins.has(login))
      if (missing.length > 0)
        throw wrong(`The host has no agent with the login ${missing.map(({ login }) => login).join(', ')}.`)
    },
  )
  const chatbot = await tried('Chatbot', 'Its token can read messages.', CHATBOT, async () => {
    await wholeThread(edna, 0).catch((error: unknown) => {
      // There is no thread 0; that it is looked for shows that the token is good.
      if (!(error instanceof HostError) || !['unknown-id', 'bad-request'].includes(error.code)) throw error
    })
  })
  return [clients, threads, agents, chatbot, ...(pulse ? await pulseFindings(edna) : [])]
}

async function pulseFindings({ pulse, settings }: Edna): Promise<ProbeFinding[]> {
  if (!pulse) return []
  const known: { channels: readonly WireChannel[] } = { channels: [] }
  const key = await tried('Pulse', 'The key is good.', PULSE, async () => {
    known.channels = await pulse.read({ method: 'GET', path: 'channel-profile', answer: ChannelsAnswer })
  })
  if (!key.ok) return [key]
  const lines = settings.lines.flatMap(({ id, pulseSubjectId }) => {
    if (pulseSubjectId === null) return []
    const ok = known.channels.some((channel) => isReady(channel, pulseSubjectId))
    const text = ok
      ? 'Its Pulse channel is active.'
      : `Pulse has no active channel with the subjectId ${pulseSubjectId}. Correct the settings.`
    return [{ ok, about: `Line ${id}`, text }]
  })
  return [key, ...lines]
}

type Advice = Partial<Record<HostError['code'], string>>
const GENERAL: Advice = {
  'unknown-id': 'Check the address.',
  'host-unreachable': 'Check the address of the host and the network between.',
  'setup-incomplete': 'Correct the settings.',
}
const LOGIN: Advice = {
  ...GENERAL,
  'wrong-credentials': 'Check the integrator’s login and password.',
  'not-allowed': 'Ask edna support for the role INTEGRATOR.',
  'bad-request': 'Check whether the stand wants the tenant’s name.',
}
const CHATBOT: Advice = {
  ...GENERAL,
  'wrong-credentials': 'Check the chatbot’s token (Settings > Chatbot).',
  'not-allowed': 'Check the chatbot’s rights.',
}
const PULSE: Advice = {
  ...GENERAL,
  'wrong-credentials': 'Check the key: it may have been renewed or have expired.',
  'not-allowed': 'Allow the key the groups of methods for channels, templates and messages.',
}

async function tried(
  about: string,
  fine: string,
  advice: Advice,
  ask: () => Promise<void>,
): Promise<ProbeFinding> {
  try {
    await ask()
    return { ok: true, about, text: fine }
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    return { ok: false, about, text: [error.message, advice[error.code]].filter(Boolean).join(' ') }
  }
}

function wrong(sentence: string): HostError {
  return new HostError(sentence, { kind: 'fix-setup', code: 'setup-incomplete', happened: 'no' })
}
