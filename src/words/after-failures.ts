import { failureSentence, type Locale } from './index.ts'

/**
 * Why what was to happen after sending did not (R-AFTER-5), where the words for messages would not fit. Only servers say these.
 */
const SENTENCES: Record<Locale, Readonly<Record<string, string>>> = {
  en: {
    'no-session': 'The host does not say which session the message opened. Look for it there.',
    'bad-request': 'The host did not accept this for the session.',
    'unknown-id': 'The host no longer has this session, or those it was to go to.',
    'setup-incomplete': 'The host behind this line cannot do this.',
  },
  ru: {
    'no-session': 'Система не сообщает, какую сессию открыло сообщение. Найдите её там.',
    'bad-request': 'Система не приняла это для сессии.',
    'unknown-id': 'Этой сессии или тех, кому её передавали, в системе больше нет.',
    'setup-incomplete': 'Подключённая система этого не умеет.',
  },
}

/** The sentence for a code of a failed after-step. */
export function afterFailureSentence(code: string, locale: Locale): string {
  const own = SENTENCES[locale]
  return (Object.hasOwn(own, code) ? own[code] : undefined) ?? failureSentence(code, locale)
}
