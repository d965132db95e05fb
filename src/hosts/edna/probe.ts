import { HostError } from '../errors.ts'
import { endsProbe, right, tried, wrong, type Advice, type ProbeFinding } from '../probing.ts'
import type { Edna } from './api.ts'
import { isReady } from './lines.ts'
import { wholeThread } from './messages.ts'
import { AgentsAnswer, ChannelsAnswer, ShortInfoAnswer, ThreadsAnswer, type WireChannel } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(edna: Edna): Promise<readonly ProbeFinding[]> {
  const { center } = edna
  const clients = await tried({ en: 'Chat Center', ru: 'Chat Center' }, LOGIN, async () => {
    await center.read({
      method: 'POST',
      path: 'v1/clients/short-info',
      json: { phones: null, externalIds: ['firstline-probe'] },
      answer: ShortInfoAnswer,
    })
    return right('The login is good and clients can be found.', 'Вход работает, клиенты находятся.')
  })
  const pulse = await pulseFindings(edna)
  // One wrong password is one finding.
  if (endsProbe(clients)) return [clients, ...pulse]
  const threads = await tried({ en: 'Threads', ru: 'Треды' }, LOGIN, async () => {
    await center.read({ method: 'GET', path: 'v1/threads?page=0&size=1', answer: ThreadsAnswer })
    return right('They can be read.', 'Читаются.')
  })
  return [clients, threads, await agents(edna), await chatbot(edna), ...pulse]
}

function agents({ center, settings }: Edna): Promise<ProbeFinding> {
  return tried({ en: 'Agents', ru: 'Операторы' }, LOGIN, async () => {
    const path = 'v1/agents?states=ALL&page=0&size=1000'
    const found = await center.read({ method: 'GET', path, answer: AgentsAnswer })
    const logins = new Set(found.map(({ login }) => login))
    const missing = settings.operators.map(({ login }) => login).filter((login) => !logins.has(login))
    return missing.length > 0
      ? wrong(
          `The host has no agent with the login ${missing.join(', ')}. Correct “operators”.`,
          `В системе нет оператора с логином ${missing.join(', ')}. Исправьте «operators».`,
        )
      : right('They can be read, and every mapped login is there.', 'Читаются, все названные логины есть.')
  })
}

function chatbot(edna: Edna): Promise<ProbeFinding> {
  return tried({ en: 'Chatbot', ru: 'Чат-бот' }, CHATBOT, async () => {
    await wholeThread(edna, 0).catch((error: unknown) => {
      // There is no thread 0; that it is looked for shows that the token is good.
      if (!(error instanceof HostError) || !['unknown-id', 'bad-request'].includes(error.code)) throw error
    })
    return right('Its token can read messages.', 'Его токеном читаются сообщения.')
  })
}

async function pulseFindings({ pulse, settings }: Edna): Promise<ProbeFinding[]> {
  if (!pulse) return []
  const known: { channels: readonly WireChannel[] } = { channels: [] }
  const key = await tried({ en: 'Pulse', ru: 'Pulse' }, PULSE, async () => {
    known.channels = await pulse.read({ method: 'GET', path: 'channel-profile', answer: ChannelsAnswer })
    return right('The key is good.', 'Ключ работает.')
  })
  if (!key.ok) return [key]
  const lines = settings.lines.flatMap(({ id, pulseSubjectId: subject }) =>
    subject === null
      ? []
      : tried({ en: `Line ${id}`, ru: `Линия ${id}` }, PULSE, async () =>
          known.channels.some((channel) => isReady(channel, subject))
            ? right('Its Pulse channel is active.', 'Её канал в Pulse активен.')
            : wrong(
                `Pulse has no active channel with the subjectId ${subject}. Correct the settings of the line, or switch the channel on.`,
                `В Pulse нет активного канала с subjectId ${subject}. Исправьте настройки линии или включите канал.`,
              ),
        ),
  )
  return [key, ...(await Promise.all(lines))]
}

const LOGIN: Advice = {
  'wrong-credentials': {
    en: 'Check the integrator’s login and password.',
    ru: 'Проверьте логин и пароль интегратора.',
  },
  'not-allowed': {
    en: 'Ask edna support for the role INTEGRATOR.',
    ru: 'Попросите у поддержки edna роль INTEGRATOR.',
  },
  'bad-request': {
    en: 'Check whether the stand wants the tenant’s name (“tenantName”).',
    ru: 'Проверьте, не ждёт ли стенд имени тенанта («tenantName»).',
  },
}
const CHATBOT: Advice = {
  'wrong-credentials': {
    en: 'Check the chatbot’s token (Settings > Chatbot).',
    ru: 'Проверьте токен чат-бота (Настройки > Чат-бот).',
  },
  'not-allowed': { en: 'Check the chatbot’s rights.', ru: 'Проверьте права чат-бота.' },
}
const PULSE: Advice = {
  'wrong-credentials': {
    en: 'Check the key: it may have been renewed or have expired.',
    ru: 'Проверьте ключ: его могли обновить, или истёк его срок.',
  },
  'not-allowed': {
    en: 'Allow the key the groups of methods for channels, templates and messages.',
    ru: 'Разрешите ключу группы методов для каналов, шаблонов и сообщений.',
  },
}
