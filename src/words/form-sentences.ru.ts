import { russianRemedies } from './remedies.ru.ts'
import type { Fact, FormSentences } from './sentences.ts'

const here = (line: string | undefined) => (line === undefined ? '' : ` в линии «${line}»`)
const file = (fact: Fact): string => (fact('name') === undefined ? 'Файл' : `Файл «${fact('name')}»`)

/** Who opened a session (R-OPEN-4). */
const OPENERS: Record<string, ((fact: Fact) => string | undefined) | undefined> = {
  customer: () => 'клиент',
  process: () => 'процесс',
  operator: (fact) => (fact('opener') === undefined ? undefined : `оператор ${fact('opener')}`),
}

/** Reasons that only the form has to say, in Russian. */
const reasons: FormSentences['reasons'] = {
  'open-session': (fact, { operatorId, openedBy }) => {
    const since = fact('openedAt') === undefined ? '' : ` (начата ${fact('openedAt')})`
    const opener = OPENERS[String(openedBy)]?.(fact)
    const by = opener === undefined ? '' : `: её открыл ${opener}`
    const holder = fact('operator')
    const isOpener = openedBy === 'operator' && holder === fact('opener')
    const who = holder === undefined || isOpener ? '' : `, ведёт ${holder}`
    const nobody = operatorId === null ? `, ${opener === undefined ? 'её ' : ''}пока никто не взял` : ''
    return `Сессия${here(fact('line'))} открыта${since}${by}${who || nobody}.`
  },
  'read-only': (fact) =>
    fact('line') ? `В линии «${fact('line')}» вам можно только читать.` : 'Здесь вам можно только читать.',
  'send-under-way': () =>
    'На этот адрес уже уходит другое сообщение, и его судьба пока не известна. Дождитесь её.',
  'never-wrote': (fact) =>
    `Клиент ещё не писал сюда${fact('channel') ? ` (${fact('channel')})` : ''}, поэтому начать первыми нельзя.`,
  'never-by-operator': (fact) =>
    fact('channel') ? `${fact('channel')}: начать может только клиент.` : 'Здесь начать может только клиент.',
  'not-enabled': () => 'Этот мессенджер не разрешает операторам писать первыми.',
  'opted-out': (fact) =>
    `Клиент попросил не писать ему сюда первыми${fact('channel') ? ` (${fact('channel')})` : ''}.`,
  'consent-missing': (fact) =>
    `Клиент не давал согласия на сообщения здесь${fact('channel') ? ` (${fact('channel')})` : ''}, а без него писать первыми нельзя.`,
  'cap-reached': (fact) =>
    `Процессы уже написали клиенту столько раз, сколько можно${fact('most') ? ` (${fact('most')})` : ''}.${fact('untilAt') ? ` Следующее сообщение можно отправить с ${fact('untilAt')}.` : ''}`,
  'quiet-hours': (fact) =>
    `В эти часы клиентов не беспокоят${fact('untilAt') ? `, до ${fact('untilAt')}` : ''}, а срок ожидания вышел раньше.`,
  blocked: () => 'Клиент заблокировал нас в этом канале.',
  'channel-not-on-line': (fact) =>
    `${fact('line') ? `Линия «${fact('line')}»` : 'Эта линия'} не работает с каналом ${fact('channel') ? `«${fact('channel')}»` : 'этого вида'}.`,
  'channel-not-on-host': (fact) =>
    fact('channel') ? `Канал «${fact('channel')}» здесь не подключён.` : 'Этот канал здесь не подключён.',
  'address-malformed': (fact) =>
    fact('address') ? `Адрес «${fact('address')}» записан неверно.` : 'Адрес записан неверно.',
  'subject-missing': () => 'У письма должна быть тема.',
  'subject-not-taken': () => 'В этом канале у сообщений нет темы.',
  'template-unknown': () => 'Этот шаблон больше нельзя отправить. Выберите другой.',
  'template-not-taken': () => 'Здесь шаблоны не отправляются.',
  'variable-missing': (fact) =>
    fact('name') ? `Заполните в шаблоне «${fact('name')}».` : 'Заполните все поля шаблона.',
  'variable-wrong': (fact) =>
    fact('name')
      ? `Значение «${fact('name')}» не подходит шаблону.`
      : 'Одно из значений не подходит шаблону.',
  'header-too-long': (fact) =>
    `В заголовке ${fact('length') ?? 'слишком много'} знаков, помещается не больше ${fact('limit') ?? 'положенного'}.`,
  'footer-too-long': (fact) =>
    `В подписи ${fact('length') ?? 'слишком много'} знаков, помещается не больше ${fact('limit') ?? 'положенного'}.`,
  'attachments-not-taken': () => 'В этом канале файлы не отправляются.',
  'attachment-format': (fact) =>
    `${file(fact)} здесь отправить нельзя${fact('formats') ? `: подходят только ${fact('formats')}` : ''}.`,
  'attachment-empty': (fact) => `${file(fact)} пуст.`,
  'attachment-too-large': (fact) =>
    `${file(fact)} слишком большой${fact('limitBytes') ? `: можно не больше ${fact('limitBytes')}` : ''}.`,
  'attachment-gone': (fact) => `${file(fact)} больше не хранится. Приложите его ещё раз.`,
  'attachments-too-large': (fact) =>
    `Файлы вместе слишком большие${fact('limitBytes') ? `: можно не больше ${fact('limitBytes')}` : ''}.`,
  'too-many-attachments': (fact) =>
    `Слишком много файлов${fact('limit') ? `: можно не больше ${fact('limit')}` : ''}.`,
  'text-with-attachments': () => 'Шаблон отправляется без файлов.',
  'blind-copy-not-taken': () => 'Скрытую копию здесь отправить нельзя.',
  'blind-copy-malformed': (fact) =>
    fact('address')
      ? `Адрес скрытой копии «${fact('address')}» записан не полностью.`
      : 'Адрес скрытой копии записан не полностью.',
  'tag-missing': () => 'Выберите хотя бы один тег.',
  'field-missing': (fact) =>
    fact('field') ? `Заполните «${fact('field')}».` : 'Заполните обязательные поля.',
  'field-wrong': (fact) =>
    fact('field') ? `Значение «${fact('field')}» не подходит.` : 'Значение одного из полей не подходит.',
  'after-not-offered': () => 'То, что выбрано после отправки, здесь сделать нельзя.',
  'risk-not-confirmed': () =>
    'Этот номер подключён неофициально, и его могут заблокировать навсегда. Сначала администратор должен принять этот риск.',
  'template-rules-not-confirmed': () =>
    'Прежде чем линия сможет отправлять шаблоны, администратор должен подтвердить их правила.',
  'no-account': (fact) =>
    fact('channel')
      ? `У клиента нет адреса для канала «${fact('channel')}».`
      : 'У клиента нет такого адреса.',
  'default-template-first': () =>
    'Время для свободного текста вышло: первым уйдёт шаблон линии, за ним ваше сообщение, а дальше — ждём ответа клиента.',
  'letters-off': () => 'Почтовые уведомления этому клиенту выключены: письмо может не уйти.',
  'typed-template': () =>
    'Списка шаблонов нет. Текст должен дословно совпасть с одобренным шаблоном, иначе его не доставят.',
  'operator-status-unknown': () => 'Не видно, в сети ли вы сейчас.',
  'wrote-before-unknown': () => 'Не видно, писал ли клиент сюда раньше.',
  'open-session-unknown': () => 'Не видно, есть ли уже открытая сессия.',
  'enabled-unknown': () => 'Не видно, разрешает ли мессенджер писать первыми.',
  'blocked-unknown': () => 'Не видно, не заблокировал ли нас клиент.',
  'window-unknown': () => 'Не видно, сколько ещё можно писать свободным текстом.',
}

/** What only the form has to say, in Russian. */
export const russianForm: FormSentences = { reasons, remedies: russianRemedies }
