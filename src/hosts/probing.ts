import { HostError, type HostErrorCode } from './errors.ts'

/** Words for administrators in the languages we speak. Adapters write their own: what helps is another thing on each host. */
export type Sentence = Readonly<Record<'en' | 'ru', string>>

/** One thing that can be right or wrong about a host's setup. */
export interface ProbeFinding {
  readonly ok: boolean
  /** What was looked at. */
  readonly about: Sentence
  /** A sentence an administrator can act on. */
  readonly text: Sentence
  /** What kind of thing is wrong; `null`: nothing. */
  readonly code: HostErrorCode | null
  /** The host's own words, or where its answer is another than we know; in whatever language that is, never a secret. */
  readonly detail: string | null
}

/** What came of looking at one thing. */
export type Outcome = Pick<ProbeFinding, 'ok' | 'text' | 'code'>

/** What helps with a failure on one host; for the others the usual words do. */
export type Advice = Readonly<Partial<Record<HostErrorCode, Sentence>>>

/** It is as it must be. */
export function right(en: string, ru: string): Outcome {
  return { ok: true, text: { en, ru }, code: null }
}

/** The host answers, but something has to be mended; usually in the settings. */
export function wrong(en: string, ru: string, code: HostErrorCode = 'setup-incomplete'): Outcome {
  return { ok: false, text: { en, ru }, code }
}

/** Does nothing else work either? Then one finding says it all. */
export function endsProbe({ code }: ProbeFinding): boolean {
  return code !== null && ENDS.has(code)
}

const ENDS: ReadonlySet<HostErrorCode> = new Set([
  'wrong-credentials',
  'host-unreachable',
  'host-timeout',
  'rate-limited',
])

/** Looks at one thing; a failure of the host becomes a finding that says what it is and what helps. */
export async function tried(
  about: Sentence,
  advice: Advice,
  look: () => Promise<Outcome>,
): Promise<ProbeFinding> {
  try {
    return { about, ...(await look()), detail: null }
  } catch (error) {
    if (!(error instanceof HostError)) throw error
    const { code, hostText, message } = error
    const help = advice[code] ?? HELP[code]
    const said = SAID[code]
    return {
      ok: false,
      about,
      text: { en: `${said.en} ${help.en}`, ru: `${said.ru} ${help.ru}` },
      code,
      detail: hostText ?? (code === 'unexpected-answer' ? message : null),
    }
  }
}

const REFUSED: Sentence = { en: 'The host refuses the question.', ru: 'Система отвергла запрос.' }
const SETTINGS: Sentence = { en: 'Correct the settings.', ru: 'Исправьте настройки.' }

const SAID: Readonly<Record<HostErrorCode, Sentence>> = {
  'bad-request': REFUSED,
  'contact-exists': REFUSED,
  'unknown-id': { en: 'The host has nothing at this address.', ru: 'По этому адресу в системе ничего нет.' },
  'wrong-credentials': {
    en: 'The host does not accept our credentials.',
    ru: 'Система не принимает наши учётные данные.',
  },
  'not-allowed': {
    en: 'The host does not allow us this: a right is missing.',
    ru: 'Система нам этого не разрешает: не хватает права.',
  },
  'rate-limited': { en: 'The host asks us to slow down.', ru: 'Система просит обращаться реже.' },
  'host-unreachable': { en: 'The host cannot be reached.', ru: 'До системы не достучаться.' },
  'host-timeout': { en: 'The host did not answer in time.', ru: 'Система не ответила вовремя.' },
  'host-broken': { en: 'The host has a fault of its own.', ru: 'В самой системе сбой.' },
  'unexpected-answer': {
    en: 'The host answers in a form that we do not know.',
    ru: 'Система отвечает не так, как мы умеем читать.',
  },
  'setup-incomplete': { en: 'The settings do not fit the host.', ru: 'Настройки не подходят к системе.' },
}

const HELP: Readonly<Record<HostErrorCode, Sentence>> = {
  'bad-request': { en: 'Check the settings.', ru: 'Проверьте настройки.' },
  'contact-exists': { en: 'Check the settings.', ru: 'Проверьте настройки.' },
  'unknown-id': { en: 'Check the address in the settings.', ru: 'Проверьте адрес в настройках.' },
  'wrong-credentials': { en: 'Check them in the settings.', ru: 'Проверьте их в настройках.' },
  'not-allowed': {
    en: 'Give it to the user whose credentials we have.',
    ru: 'Выдайте его пользователю, под которым мы входим.',
  },
  'rate-limited': {
    en: 'Other programs may be asking it as well. Wait, and probe again.',
    ru: 'Возможно, к ней обращаются и другие программы. Подождите и проверьте снова.',
  },
  'host-unreachable': {
    en: 'Check its address in the settings and the network between.',
    ru: 'Проверьте её адрес в настройках и сеть между нами.',
  },
  'host-timeout': {
    en: 'See whether it is overloaded; if it is always so slow, raise “readMs”.',
    ru: 'Посмотрите, не перегружена ли она; если она всегда такая медленная, увеличьте «readMs».',
  },
  'host-broken': { en: 'Ask those who run it.', ru: 'Обратитесь к тем, кто её обслуживает.' },
  'unexpected-answer': {
    en: 'Either another service lives at this address, or its API has changed and a newer version of Firstline is needed.',
    ru: 'Либо по этому адресу живёт другой сервис, либо её API изменился и нужна более новая версия Firstline.',
  },
  'setup-incomplete': SETTINGS,
}
