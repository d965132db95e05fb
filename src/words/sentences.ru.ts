import type { FormPart } from '../domain/reasons.ts'
import type { Sentences } from './sentences.ts'

export const russian: Sentences = {
  reasons: {
    'not-operator-of-line': (fact) =>
      fact('line') ? `Вы не работаете в линии «${fact('line')}».` : 'Вы не работаете в этой линии.',
    'operator-offline': () => 'Ваш статус — «Не в сети», писать клиентам нельзя.',
    'empty-message': () => 'Сообщение пустое.',
    'text-too-long': (fact) =>
      fact('length') && fact('limit')
        ? `В тексте ${fact('length')} знаков, здесь помещается не больше ${fact('limit')}.`
        : 'Для этого канала текст слишком длинный.',
    'template-required': () => 'Пока клиент не напишет сюда, можно отправить только одобренный шаблон.',
    'session-closed': () => 'Эта сессия закрыта.',
    'session-of-another-operator': (fact) =>
      fact('operator')
        ? `Эту сессию ведёт ${fact('operator')}. Её можно читать.`
        : 'Эту сессию ведёт другой оператор. Её можно читать.',
  },
  failures: {
    blocked: (fact) =>
      `Не доставлено: клиент заблокировал нас${fact('channel') ? ` (${fact('channel')})` : ''}. Напишите другим способом.`,
    'not-a-user': (fact) =>
      `Не доставлено: ${fact('channel') ? `${fact('channel')} — здесь такого адреса нет` : 'такого адреса в мессенджере нет'}. Напишите другим способом.`,
    'not-approved-template': () =>
      'Не доставлено: текст не совпадает с одобренным шаблоном. Выберите шаблон и отправьте ещё раз.',
    'window-closed': () => 'Не доставлено: время для свободного текста вышло. Отправьте одобренный шаблон.',
    'address-unreachable': () => 'Не доставлено: такого адреса нет. Уточните его у клиента.',
    'not-sent': () => 'Сообщение не ушло. Его можно отправить ещё раз.',
    unknown: () => 'Не доставлено, причину канал не сообщает.',
    'outcome-unknown': () =>
      'Ответ потерялся по дороге, и пока неизвестно, получил ли клиент сообщение. Мы продолжаем выяснять и второй раз его не отправим.',
  },
  remedies: {
    'open-session': () => 'Перейти к сессии',
    'choose-another': () => 'Выберите другой способ написать',
    'fix-address': ({ suggestion }) =>
      suggestion === null ? 'Исправьте адрес в карточке' : `Исправьте его в карточке на ${suggestion}`,
    'customer-writes-first': () => 'Попросите клиента написать сюда первым',
    'ask-administrator': () => 'Попросите доступ у администратора',
    'go-online': () => 'Смените статус на «В сети»',
    shorten: ({ limit }) => `Сократите текст до ${limit.toLocaleString('ru')} знаков`,
    'remove-attachment': ({ name }) => `Уберите «${name}»`,
    fill: ({ field }) => FILL[field],
  },
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
