import type { Field, StepDefinition, Words } from '../define-step.ts'

type Definition = StepDefinition<never, never>

const SESSION_CHOICES: Field['choices'] = [
  { value: 'write', title: { en: 'Write into that session', ru: 'Написать в эту сессию' } },
  { value: 'after-close', title: { en: 'Wait until it is closed', ru: 'Дождаться её закрытия' } },
  { value: 'refuse', title: { en: 'Do not send', ru: 'Не отправлять' } },
  { value: 'skip', title: { en: 'Skip the step', ru: 'Пропустить шаг' } },
]

const WAIT_CHOICES: Field['choices'] = [
  { value: 'accepted', title: { en: 'the message is accepted', ru: 'сообщение не принято к отправке' } },
  { value: 'sent', title: { en: 'it has left', ru: 'сообщение не уйдёт' } },
  { value: 'delivered', title: { en: 'it is delivered', ru: 'сообщение не доставлено' } },
  { value: 'read', title: { en: 'it is read', ru: 'сообщение не прочитано' } },
  { value: 'answered', title: { en: 'the customer answers', ru: 'клиент не ответит' } },
]

/** Inputs as a designer shows them. */
export const layout: Definition['layout'] = [
  {
    title: { en: 'To whom', ru: 'Кому' },
    fields: [
      field(
        'line',
        'line',
        true,
        { en: 'Line', ru: 'Линия' },
        {
          en: 'The line from which the message leaves.',
          ru: 'Линия, от имени которой уйдёт сообщение.',
        },
      ),
      field(
        'channel',
        'channel',
        false,
        { en: 'Channel', ru: 'Канал' },
        {
          en: 'Needed only when the line has several.',
          ru: 'Нужен, только если у линии их несколько.',
        },
      ),
      field(
        'to.contactId',
        'contact',
        false,
        { en: 'Contact', ru: 'Контакт' },
        {
          en: 'Fill in one of contact, record and address.',
          ru: 'Заполните что-то одно: контакт, запись или адрес.',
        },
      ),
      field('to.record.type', 'record', false, { en: 'Kind of record', ru: 'Вид записи' }),
      field('to.record.id', 'record', false, {
        en: 'Record whose contact is meant',
        ru: 'Запись, контакту которой пишем',
      }),
      field('to.address', 'address', false, {
        en: 'Phone, email or messenger name',
        ru: 'Телефон, почта или имя в мессенджере',
      }),
    ],
  },
  {
    title: { en: 'What', ru: 'Что' },
    fields: [
      field(
        'message.subject',
        'text',
        false,
        { en: 'Subject', ru: 'Тема' },
        { en: 'Only for email.', ru: 'Только для почты.' },
      ),
      field(
        'message.text',
        'long-text',
        false,
        { en: 'Text', ru: 'Текст' },
        {
          en: 'Fill in the text or choose a template, not both.',
          ru: 'Напишите текст или выберите шаблон — что-то одно.',
        },
      ),
      field(
        'message.attachments',
        'files',
        false,
        { en: 'Files', ru: 'Файлы' },
        {
          en: 'Address and name of each; the gateway fetches them.',
          ru: 'Адрес и имя каждого файла; шлюз скачает их сам.',
        },
      ),
      field(
        'message.template.id',
        'template',
        false,
        { en: 'Template', ru: 'Шаблон' },
        {
          en: 'An approved text of the line and channel. The only way to write when the time for free text is over.',
          ru: 'Одобренный текст этой линии и канала. Когда время для свободного текста вышло, написать можно только шаблоном.',
        },
      ),
      field(
        'message.template.variables',
        'values',
        false,
        { en: 'Variables of the template', ru: 'Переменные шаблона' },
        {
          en: 'By name; every one has to be filled. A date is written as 2026-11-21.',
          ru: 'По именам; заполнить нужно все. Дата пишется так: 2026-11-21.',
        },
      ),
      field(
        'author',
        'author',
        false,
        { en: 'Author', ru: 'Автор' },
        {
          en: 'The system, or an operator or supervisor of the line.',
          ru: 'Система либо оператор или супервизор линии.',
        },
      ),
    ],
  },
  {
    title: { en: 'About the session', ru: 'О сессии' },
    fields: [
      field(
        'tags',
        'tags',
        false,
        { en: 'Tags', ru: 'Теги' },
        {
          en: 'Some hosts demand at least one for a new session.',
          ru: 'В некоторых системах у новой сессии должен быть хотя бы один тег.',
        },
      ),
      field(
        'fields',
        'values',
        false,
        { en: 'Fields of the session', ru: 'Поля сессии' },
        {
          en: 'The host’s own fields of a new session, by id. Not used when the message goes into an open session.',
          ru: 'Собственные поля системы для новой сессии, по их идентификаторам. Если сообщение уходит в открытую сессию, не используются.',
        },
      ),
    ],
  },
  {
    title: { en: 'How', ru: 'Как' },
    fields: [
      {
        ...field('onOpenSession', 'choice', false, {
          en: 'If a session with the customer is open',
          ru: 'Если с клиентом уже открыта сессия',
        }),
        choices: SESSION_CHOICES,
      },
      {
        ...field('wait', 'choice', false, { en: 'Wait until', ru: 'Ждать, пока' }),
        choices: WAIT_CHOICES,
      },
      field(
        'timeLimit',
        'duration',
        false,
        { en: 'Wait no longer than', ru: 'Ждать не дольше' },
        {
          en: 'From the start of the step, 30 days at most. Then it leaves by “Silence”.',
          ru: 'С начала шага, не более 30 дней. Потом — выход «Молчание».',
        },
      ),
      field(
        'sendAt',
        'date-time',
        false,
        { en: 'Send at', ru: 'Отправить' },
        {
          en: 'Not before this moment, 30 days ahead at most. The limit then counts from there.',
          ru: 'Не раньше этого времени, не дальше 30 дней вперёд. Срок ожидания тогда считается от него.',
        },
      ),
      {
        ...field('quietHours', 'choice', false, { en: 'In quiet hours', ru: 'В тихие часы' }),
        choices: [
          { value: 'wait', title: { en: 'wait until they are over', ru: 'подождать, пока они кончатся' } },
          { value: 'ignore', title: { en: 'send all the same', ru: 'всё равно отправить' } },
        ],
      },
      {
        ...field('cancelOn', 'choices', false, { en: 'Call off when', ru: 'Отменить, если' }),
        choices: [
          { value: 'reply', title: { en: 'the customer writes first', ru: 'клиент напишет раньше' } },
        ],
      },
      field(
        'hops',
        'hops',
        false,
        { en: 'If that does not do', ru: 'Если не вышло' },
        {
          en: 'Messages that follow in order, each on a line and channel of its own: when, and after how long.',
          ru: 'Сообщения, которые уйдут следом по порядку, каждое в своей линии и канале: при каком условии и через сколько времени.',
        },
      ),
      field('dryRun', 'switch', false, {
        en: 'Only check, do not send',
        ru: 'Только проверить, не отправлять',
      }),
    ],
  },
  {
    title: { en: 'For the engine', ru: 'Для движка процессов' },
    fields: [
      field(
        'operationId',
        'id',
        true,
        { en: 'Operation id', ru: 'Номер операции' },
        {
          en: 'Run and step; the same id never sends twice.',
          ru: 'Запуск и шаг; с одним номером сообщение не уйдёт дважды.',
        },
      ),
      field('callbackUrl', 'url', false, { en: 'Where to post the answer', ru: 'Куда прислать ответ' }),
    ],
  },
]

function field(
  input: string,
  control: Field['control'],
  required: boolean,
  title: Words,
  hint?: Words,
): Field {
  return { input, title, control, required, ...(hint ? { hint } : {}) }
}
