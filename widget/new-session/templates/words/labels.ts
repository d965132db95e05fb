import type { Locale } from '../../../../src/words/locale.ts'

/** What stands in the form before anything of templates and canned replies is loaded. */
interface Labels {
  readonly template: string
  readonly text: string
  readonly loading: string
  readonly reply: string
  readonly onlyEmpty: string
}

export const LABELS: Readonly<Record<Locale, Labels>> = {
  en: {
    template: 'Template',
    text: 'Text',
    loading: 'Loading templates',
    reply: 'Canned reply',
    onlyEmpty: 'Goes only into an empty message',
  },
  ru: {
    template: 'Шаблон',
    text: 'Текст',
    loading: 'Загружаем шаблоны',
    reply: 'Готовый ответ',
    onlyEmpty: 'Вставляется только в пустое сообщение',
  },
}
