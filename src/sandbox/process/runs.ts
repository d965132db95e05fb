import { z } from 'zod'
import type { Engine } from '../engine/index.ts'
import { ORDER_READY } from './diagram.ts'

/** What a step of the plugin answers (the gateway's process API); unknown fields are left out. */
export const StepAnswerSchema = z.object({
  exit: z.string().nullable(),
  line: z.string().nullish(),
  channel: z.string().nullish(),
  address: z.string().nullish(),
  sessionId: z.string().nullish(),
  reason: z.object({ code: z.string(), text: z.string() }).nullish(),
  at: z.string(),
})
export type StepAnswer = z.infer<typeof StepAnswerSchema>

/** How far a run has come: everything a restart needs to go on. */
export const RunStateSchema = z.object({
  order: z.object({
    id: z.string(),
    number: z.number(),
    title: z.string(),
    contactId: z.string().nullable(),
  }),
  /** The language the message is written in. */
  customerReads: z.enum(['en', 'ru']),
  /** The operator who pressed the button, and their language: the reasons are written in it. */
  startedBy: z.string(),
  locale: z.enum(['en', 'ru']),
  /** Elements left behind, in order. */
  done: z.array(z.string()),
  /** The element where it stands, or stood when it ended. */
  at: z.string(),
  answer: StepAnswerSchema.nullable(),
  /** Why the step has not answered yet, and how often it was asked. */
  trouble: z.object({ code: z.enum(['gateway-down', 'gateway-busy']), tries: z.number() }).nullable(),
  /** How the step is asked to wait for its outcome, the same at every call; `null`: it tells at once what it knows. */
  wait: z
    .object({
      for: z.enum(['delivered', 'answered']),
      /** ISO 8601. */
      timeLimit: z.string(),
      callbackUrl: z.string(),
    })
    .nullable()
    .default(null),
  /** While the step waits (a 202): what keeps it. */
  waits: z.object({ reason: z.string().nullable() }).nullable().default(null),
  /** Did the answer come by a signed callback? */
  byCallback: z.boolean().default(false),
  /** Until when it waits for the customer, or the step for its outcome, by the sandbox's clock. */
  waitsUntilAt: z.string().nullable(),
  /** The process engine's own state; `null` until it first came to rest. */
  bpmn: z.json(),
})
export type RunState = z.infer<typeof RunStateSchema>

export interface ProcessRun extends RunState {
  readonly id: string
  readonly state: 'running' | 'done' | 'failed'
  readonly error: string | null
  readonly startedAt: string
  readonly finishedAt: string | null
}

/** The runs of the process, newest first. */
export function listRuns(engine: Pick<Engine, 'store'>): ProcessRun[] {
  return engine.store.runs
    .filter(({ namespace, code }) => namespace === ORDER_READY.namespace && code === ORDER_READY.code)
    .flatMap(({ context, ...run }) => {
      const read = RunStateSchema.safeParse(context)
      return read.success ? [{ ...run, ...read.data }] : []
    })
    .toReversed()
}
