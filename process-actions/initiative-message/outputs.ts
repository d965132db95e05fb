import type { StepDefinition } from '../define-step.ts'

/** What comes out, under the names that a designer shows. */
export const outputs: StepDefinition<never, never>['outputs'] = [
  { output: 'exit', title: { en: 'Exit', ru: 'Выход' } },
  { output: 'status', title: { en: 'Status of the message', ru: 'Статус сообщения' } },
  { output: 'line', title: { en: 'Line', ru: 'Линия' } },
  { output: 'channel', title: { en: 'Channel used', ru: 'Канал' } },
  { output: 'address', title: { en: 'Address used', ru: 'Адрес' } },
  { output: 'sessionId', title: { en: 'Session', ru: 'Сессия' } },
  { output: 'messageId', title: { en: 'Message', ru: 'Сообщение' } },
  {
    output: 'reason.code',
    title: { en: 'Reason, as a word to branch on', ru: 'Причина: код для ветвления' },
  },
  { output: 'reason.text', title: { en: 'Reason, as a sentence', ru: 'Причина словами' } },
  { output: 'hops', title: { en: 'Messages of the cascade', ru: 'Сообщения каскада' } },
  { output: 'at', title: { en: 'Time', ru: 'Время' } },
]
