import { defineStep } from '../define-step.ts'
import { layout } from './layout.ts'
import { outputs } from './outputs.ts'
import { StepInputSchema, StepOutputSchema } from './schemas.ts'

/** What a process designer shows. Renaming `id` or an exit breaks diagrams that already use the step. */
export const initiativeMessage = defineStep({
  id: 'initiative-message',
  title: { en: 'Initiative message', ru: 'Инициативное сообщение' },
  description: {
    en: 'Writes to a customer first, on a line and channel you choose, in your words or by a template, and leaves by the exit that says what came of it.',
    ru: 'Пишет клиенту первым в выбранной линии и канале — своими словами или шаблоном — и выходит тем путём, который говорит, что получилось.',
  },
  input: StepInputSchema,
  output: StepOutputSchema,
  outputs,
  exits: [
    { id: 'sent', title: { en: 'Sent', ru: 'Отправлено' } },
    { id: 'skipped', title: { en: 'Skipped: a session is open', ru: 'Пропущено: сессия открыта' } },
    { id: 'refused', title: { en: 'Refused by a rule', ru: 'Запрещено правилом' } },
    { id: 'failed', title: { en: 'Failed, nothing was sent', ru: 'Не удалось, ничего не отправлено' } },
    { id: 'unknown', title: { en: 'Not known whether it was sent', ru: 'Неизвестно, отправлено ли' } },
  ],
  layout,
})
