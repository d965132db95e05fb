import { endsProbe, right, tried, wrong, type Advice, type ProbeFinding, type Sentence } from '../probing.ts'
import type { Chatwoot } from './api.ts'
import { LabelsAnswer, ProfileAnswer, TeamsAnswer } from './wire.ts'

/** Asks for everything the adapter relies on, by reads alone. One finding per thing that can be right or wrong. */
export async function probe(chatwoot: Chatwoot): Promise<readonly ProbeFinding[]> {
  const token = await ofToken(chatwoot)
  // One wrong token, or one dead host, is one finding.
  if (endsProbe(token)) return [token]
  return [token, ...(await Promise.all([inboxes(chatwoot), agents(chatwoot), ...lists(chatwoot)]))]
}

function ofToken({ root, settings }: Chatwoot): Promise<ProbeFinding> {
  return look({ en: 'Token', ru: 'Токен' }, async () => {
    const { accounts } = await root.read({ method: 'GET', path: 'profile', answer: ProfileAnswer })
    const own = accounts?.find(({ id }) => id === settings.accountId)
    if (accounts && !own)
      return wrong(
        'The owner of the token does not belong to the account of the settings. Correct one of them.',
        'Владелец токена не состоит в аккаунте из настроек. Исправьте одно или другое.',
      )
    if (own?.role != null && own.role !== 'administrator')
      return wrong(
        'The owner of the token is no administrator, so he sees only his own inboxes. Make him one.',
        'Владелец токена не администратор и видит только свои источники. Сделайте его администратором.',
        'not-allowed',
      )
    return right('The host accepts the token.', 'Система принимает токен.')
  })
}

function inboxes({ inboxes: read, settings }: Chatwoot): Promise<ProbeFinding> {
  return look({ en: 'Inboxes', ru: 'Источники' }, async () => {
    const known = new Set((await read()).map(({ id }) => String(id)))
    const strange = Object.keys(settings.apiInboxes).filter((id) => !known.has(id))
    return strange.length > 0
      ? wrong(
          `The host has no inbox with the number ${strange.join(', ')}. Correct “apiInboxes”.`,
          `В системе нет источника с номером ${strange.join(', ')}. Исправьте «apiInboxes».`,
        )
      : right(`Inboxes that we may see: ${known.size}.`, `Источников, которые нам видны: ${known.size}.`)
  })
}

function agents({ agents: read, settings }: Chatwoot): Promise<ProbeFinding> {
  return look({ en: 'Agents', ru: 'Операторы' }, async () => {
    const known = new Set((await read()).map(({ id }) => id))
    return settings.serviceUser !== null && !known.has(settings.serviceUser)
      ? wrong(
          'The host has no agent with the number in “serviceUser”. Correct it.',
          'В системе нет оператора с номером из «serviceUser». Исправьте его.',
        )
      : right('The agents can be read.', 'Операторы читаются.')
  })
}

function lists({ account }: Chatwoot): Promise<ProbeFinding>[] {
  return [
    look({ en: 'Teams', ru: 'Команды' }, async () => {
      await account.read({ method: 'GET', path: 'teams', answer: TeamsAnswer })
      return right('The teams can be read.', 'Команды читаются.')
    }),
    look({ en: 'Labels', ru: 'Метки' }, async () => {
      await account.read({ method: 'GET', path: 'labels', answer: LabelsAnswer })
      return right('The labels can be read.', 'Метки читаются.')
    }),
  ]
}

const ADVICE: Advice = {
  'wrong-credentials': {
    en: 'Check the token in the settings, and that no proxy drops the header api_access_token.',
    ru: 'Проверьте токен в настройках и то, что никакой прокси не выбрасывает заголовок api_access_token.',
  },
  'not-allowed': {
    en: 'Make the owner of the token an administrator.',
    ru: 'Сделайте владельца токена администратором.',
  },
  'unknown-id': {
    en: 'Check the address and the number of the account.',
    ru: 'Проверьте адрес и номер аккаунта.',
  },
}

function look(about: Sentence, what: Parameters<typeof tried>[2]): Promise<ProbeFinding> {
  return tried(about, ADVICE, what)
}
