import type { FormPart } from '../domain/reasons.ts'
import type { Remedies } from './sentences.ts'

/** The steps that lift reasons, in Russian: only the form makes buttons and lines of them. */
export const russianRemedies: Remedies = {
  'open-session': () => 'Перейти к сессии',
  'choose-another': () => 'Выберите другой способ написать',
  'fix-address': ({ suggestion }) =>
    suggestion === null ? 'Исправьте адрес в карточке' : `Исправьте его в карточке на ${suggestion}`,
  'obtain-consent': () => 'Получите согласие клиента и попросите внести его',
  'customer-writes-first': () => 'Попросите клиента написать сюда первым',
  'ask-administrator': ({ whom }) =>
    whom === undefined ? 'Попросите доступ у администратора' : `За доступом обратитесь: ${whom}`,
  'go-online': () => 'Смените статус на «В сети»',
  shorten: ({ limit }) => `Сократите текст до ${limit.toLocaleString('ru')} знаков`,
  'remove-attachment': ({ name }) => `Уберите «${name}»`,
  fill: ({ field }) => FILL[field],
}

const FILL: Record<FormPart, string> = {
  text: 'Напишите сообщение',
  subject: 'Впишите тему',
  template: 'Выберите шаблон',
  variables: 'Заполните шаблон',
  attachments: 'Уберите один из файлов',
  'blind-copy': 'Исправьте скрытую копию',
  tags: 'Выберите тег',
  fields: 'Заполните поле',
  after: 'Выберите, что сделать после отправки',
}
