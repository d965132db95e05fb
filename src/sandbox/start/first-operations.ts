/** Ids are for ever: a later start knows by them what is there already. */
export const IDS = {
  planned: 'demo-planned',
  afterClose: 'demo-after-close',
  refused: 'demo-refused',
  calledOff: 'demo-called-off',
  batch: 'demo-terra',
} as const

// Free text at any time, and no subject, whatever the host.
const NEWS = { line: 'line-3', channel: 'telegram-bot' } as const
const HOUR_MS = 3_600_000

/** A body of the process step; the gateway checks it. */
export interface StepBody {
  readonly operationId: string
  readonly [field: string]: unknown
}

/** Leaves tomorrow, to a customer who has asked. */
export const planned = (now: Date): StepBody => ({
  operationId: IDS.planned,
  ...NEWS,
  to: { contactId: 'c-31' },
  message: { text: 'Артём, лампы «Полюс» снова есть. Отложить вам одну?' },
  sendAt: hoursAfter(now, 24),
})

/** The customer is talked with at the moment. */
export const afterClose: StepBody = {
  operationId: IDS.afterClose,
  line: 'line-1',
  to: { contactId: 'c-17' },
  channel: 'whatsapp',
  message: { text: 'Екатерина, спасибо за разговор! Всё ли вам понравилось?' },
  onOpenSession: 'after-close',
  timeLimit: 'P3D',
}

/** She has never written to the bot, and no bot may write first. */
export const refused: StepBody = {
  operationId: IDS.refused,
  ...NEWS,
  to: { contactId: 'c-23' },
  message: { text: 'Светлана, светильники для классов приехали.' },
}

/** Is called off at once, and nobody takes its answer. */
export const calledOff = (now: Date, callbackUrl: string): StepBody => ({
  operationId: IDS.calledOff,
  ...NEWS,
  to: { contactId: 'c-3' },
  message: { text: 'Good day, Marta! The workshop on Thursday begins at six.' },
  sendAt: hoursAfter(now, 48),
  callbackUrl,
})

/** Waits for somebody to press "Resume". One of these people has blocked us, and one row lacks the name. */
export const batch = {
  id: IDS.batch,
  name: 'Terra collection',
  paused: true,
  step: { ...NEWS, message: { text: '{{name}}, the Terra collection is in the shop.' } },
  recipients: [
    { contactId: 'c-3', variables: { name: 'Marta' } },
    { contactId: 'c-12', variables: { name: 'Tomás' } },
    { contactId: 'c-19', variables: { name: 'Виктор' } },
    { contactId: 'c-31', variables: { name: 'Артём' } },
    { contactId: 'c-36' },
  ],
}

function hoursAfter(now: Date, hours: number): string {
  return new Date(now.getTime() + hours * HOUR_MS).toISOString()
}
