import { LABELS } from '../../templates/words/labels.ts'
import type { ReplyCatalogue } from './en.ts'

const plural = new Intl.PluralRules('ru')
const REPLIES: Readonly<Record<string, string>> = { one: 'ответ', few: 'ответа', many: 'ответов' }

/** The words of canned replies in Russian. */
export const russian: ReplyCatalogue = {
  reply: LABELS.ru.reply,
  whose: 'Чьи ответы',
  tabs: { mine: 'Мои', directory: 'Справочник' },
  search: 'Название или слова из текста',
  close: 'Закрыть список',
  loading: 'Загружаем готовые ответы',
  found: (count) => `${count.toLocaleString('ru')} ${REPLIES[plural.select(count)] ?? 'ответов'}`,
  atLeast: (count) => `Пока найдено: ${count.toLocaleString('ru')}`,
  looking: 'Ищем дальше',
  nothing: 'Таких слов нет ни в одном ответе.',
  none: { mine: 'Своих ответов у вас нет.', directory: 'В справочнике ответов нет.' },
  more: 'Показать ещё',
}
