import { defineStep } from '../define-step.ts'
import { layout } from './layout.ts'
import { outputs } from './outputs.ts'
import { StepInputSchema, StepOutputSchema } from './schemas.ts'

/** What a process designer shows. Renaming `id` or an exit breaks diagrams that already use the step. */
export const initiativeMessage = defineStep({
  id: 'initiative-message',
  title: { en: 'Initiative message', ru: 'Инициативное сообщение' },
  description: {
    en: 'Writes to a customer first, on a line and channel you choose, in your words or by a template, waits for delivery, reading or an answer where you want it, and leaves by the exit that says what came of it.',
    ru: 'Пишет клиенту первым в выбранной линии и канале — своими словами или шаблоном, — при необходимости ждёт доставки, прочтения или ответа и выходит тем путём, который говорит, что получилось.',
  },
  input: StepInputSchema,
  output: StepOutputSchema,
  outputs,
  exits: [
    { id: 'sent', title: { en: 'Sent', ru: 'Отправлено' } },
    { id: 'delivered', title: { en: 'Delivered', ru: 'Доставлено' } },
    { id: 'read', title: { en: 'Read', ru: 'Прочитано' } },
    { id: 'answered', title: { en: 'Answered', ru: 'Получен ответ' } },
    { id: 'silence', title: { en: 'Silence: the time is over', ru: 'Молчание: время вышло' } },
    {
      id: 'skipped',
      title: {
        en: 'Skipped: a session is open, or called off',
        ru: 'Пропущено: сессия открыта или шаг отменён',
      },
    },
    { id: 'refused', title: { en: 'Refused by a rule', ru: 'Запрещено правилом' } },
    { id: 'failed', title: { en: 'Failed, nothing was sent', ru: 'Не удалось, ничего не отправлено' } },
    { id: 'unknown', title: { en: 'Not known whether it was sent', ru: 'Неизвестно, отправлено ли' } },
  ],
  layout,
})
