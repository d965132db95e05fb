import type { Locale } from '../../../../src/words/locale.ts'

/** What stands in the form before anything of templates and canned replies is loaded. */
interface Labels {
  readonly template: string
  readonly text: string
  readonly loading: string
  readonly reply: string
  readonly onlyEmpty: string
  /** Browsers remember that a module did not come, so trying again in the same page is in vain. */
  readonly notLoaded: string
}

export const LABELS: Readonly<Record<Locale, Labels>> = {
  en: {
    template: 'Template',
    text: 'Text',
    loading: 'Loading templates',
    reply: 'Canned reply',
    onlyEmpty: 'Goes only into an empty message',
    notLoaded: 'This part of the form could not be loaded. Reload the page: your draft is kept.',
  },
  ru: {
    template: 'Шаблон',
    text: 'Текст',
    loading: 'Загружаем шаблоны',
    reply: 'Готовый ответ',
    onlyEmpty: 'Вставляется только в пустое сообщение',
    notLoaded: 'Эта часть формы не загрузилась. Обновите страницу: черновик сохранён.',
  },
}
