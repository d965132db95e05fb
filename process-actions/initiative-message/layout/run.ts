import type { Field } from '../../define-step.ts'
import { field, type Section } from './field.ts'

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

/** When it leaves, what it waits for, what calls it off and what follows. */
export const HOW: Section = {
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
      choices: [{ value: 'reply', title: { en: 'the customer writes first', ru: 'клиент напишет раньше' } }],
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
}

/** What only the engine fills in. */
export const ENGINE: Section = {
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
}
