import type { Source } from '../bindings.ts'
import type { TemplateCatalogue } from './en.ts'
import { LABELS } from './labels.ts'

const plural = new Intl.PluralRules('ru')
const TEMPLATES: Readonly<Record<string, string>> = { one: 'шаблон', few: 'шаблона', many: 'шаблонов' }
const FIELDS: Readonly<Record<string, string>> = { one: 'поле', few: 'поля', many: 'полей' }
const counted = (count: number, forms: Readonly<Record<string, string>>): string =>
  `${count.toLocaleString('ru')} ${forms[plural.select(count)] ?? forms['many'] ?? ''}`

const SOURCES: { [K in Source['kind']]: (source: string, value: string) => string } = {
  record: (source) => `Из записи: ${source}`,
  fallback: (source) => `В записи пусто (${source}), стоит запасное значение`,
  empty: (source) => `В записи пусто (${source}): впишите здесь`,
  unfit: (source, value) => `В записи «${value}» (${source}), сюда это не подходит`,
  own: (source, value) => `В записи «${value}» (${source})`,
}

/** The words of templates in Russian. */
export const russian: TemplateCatalogue = {
  template: LABELS.ru.template,
  chooseTemplate: 'Выберите шаблон',
  search: 'Название или слова из текста',
  category: 'Категория',
  anyCategory: 'Все категории',
  categories: { marketing: 'Рекламные', utility: 'Сервисные', authentication: 'Коды входа' },
  language: 'Язык',
  anyLanguage: 'Все языки',
  recent: 'Недавний',
  found: (count) => counted(count, TEMPLATES),
  more: (count) => `Ещё ${count.toLocaleString('ru')}: уточните запрос.`,
  nothing: 'Таких слов нет ни в одном шаблоне.',
  showAll: 'Показать все шаблоны',
  none: 'Одобренных шаблонов для этого канала нет.',
  noneHelp: 'Как только шаблон одобрят, он появится в этом списке.',
  loading: LABELS.ru.loading,
  close: 'Закрыть список',
  change: 'Сменить',
  remove: 'Убрать',
  removeKept: 'Убрать: ваш текст вернётся',
  gone: 'Этот шаблон здесь больше нельзя отправить. Выберите другой.',

  preview: 'Что увидит клиент',
  empty: (label) => `${label}: пусто`,
  place: (number) => `Поле ${number}`,
  parts: { header: 'Заголовок', body: LABELS.ru.text, button: 'Ссылка кнопки' },
  buttonLink: (button) => `Ссылка кнопки «${button}»`,
  toFill: (count) => `Осталось заполнить ${counted(count, FIELDS)}`,
  choose: 'Выберите',
  example: (example) => `Например, ${example}`,
  date: (words, value) => `${words}; в сообщении — ${value}`,
  source: (source) => SOURCES[source.kind](source.source, 'value' in source ? source.value : ''),
  takeBack: 'Подставить',

  header: 'Заголовок',
  footer: 'Подпись',
  mayStayEmpty: 'Можно не заполнять',
  of: (length, limit) => `${length} из ${limit}`,
}
