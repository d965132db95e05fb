import type { Sentences } from './sentences.ts'

const here = (line: string | undefined) => (line === undefined ? '' : ` в линии «${line}»`)

export const russian: Sentences = {
  reasons: {
    'open-session': (fact, { operatorId }) => {
      const since = fact('openedAt') === undefined ? '' : ` с ${fact('openedAt')}`
      const who = fact('operator') === undefined ? '' : `, ведёт ${fact('operator')}`
      const nobody = operatorId === null ? ', её пока никто не взял' : ''
      return `Сессия${here(fact('line'))} открыта${since}${who || nobody}.`
    },
    'send-under-way': () =>
      'На этот адрес уже уходит другое сообщение, и его судьба пока не известна. Дождитесь её.',
    'never-wrote': (fact) =>
      `Клиент ещё не писал сюда${fact('channel') ? ` (${fact('channel')})` : ''}, поэтому начать первыми нельзя.`,
    'never-by-operator': (fact) =>
      fact('channel')
        ? `${fact('channel')}: начать может только клиент.`
        : 'Здесь начать может только клиент.',
    'not-enabled': () => 'Этот мессенджер не разрешает операторам писать первыми.',
    blocked: () => 'Клиент заблокировал нас в этом канале.',
    'channel-not-on-line': (fact) =>
      `${fact('line') ? `Линия «${fact('line')}»` : 'Эта линия'} не работает с каналом ${fact('channel') ? `«${fact('channel')}»` : 'этого вида'}.`,
    'channel-not-on-host': (fact) =>
      fact('channel') ? `Канал «${fact('channel')}» здесь не подключён.` : 'Этот канал здесь не подключён.',
    'address-malformed': (fact) =>
      fact('address') ? `Адрес «${fact('address')}» записан не полностью.` : 'Адрес записан не полностью.',
    'not-operator-of-line': (fact) =>
      fact('line') ? `Вы не работаете в линии «${fact('line')}».` : 'Вы не работаете в этой линии.',
    'operator-offline': () => 'Ваш статус — «Не в сети», писать клиентам нельзя.',
    'empty-message': () => 'Сообщение пустое.',
    'text-too-long': (fact) =>
      fact('length') && fact('limit')
        ? `В тексте ${fact('length')} знаков, здесь помещается не больше ${fact('limit')}.`
        : 'Для этого канала текст слишком длинный.',
    'subject-missing': () => 'У письма должна быть тема.',
    'subject-not-taken': () => 'В этом канале у сообщений нет темы.',
    'template-required': () =>
      'Время для свободного текста вышло: пока клиент не ответит, можно отправить только одобренный шаблон.',
    'session-closed': () => 'Эта сессия закрыта.',
    'session-of-another-operator': (fact) =>
      fact('operator')
        ? `Эту сессию ведёт ${fact('operator')}. Её можно читать.`
        : 'Эту сессию ведёт другой оператор. Её можно читать.',
    'no-account': (fact) =>
      fact('channel')
        ? `У клиента нет адреса для канала «${fact('channel')}».`
        : 'У клиента нет такого адреса.',
    'operator-status-unknown': () => 'Не видно, в сети ли вы сейчас.',
    'wrote-before-unknown': () => 'Не видно, писал ли клиент сюда раньше.',
    'open-session-unknown': () => 'Не видно, есть ли уже открытая сессия.',
    'enabled-unknown': () => 'Не видно, разрешает ли мессенджер писать первыми.',
    'blocked-unknown': () => 'Не видно, не заблокировал ли нас клиент.',
    'window-unknown': () => 'Не видно, сколько ещё можно писать свободным текстом.',
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
    fill: ({ field }) => (field === 'text' ? 'Напишите сообщение' : 'Впишите тему'),
  },
}
