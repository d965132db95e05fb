import type { ProcessRun } from './runs.ts'

/** How a run stands, in one word for the pages. */
const OUTCOMES = [
  'running',
  'watching',
  'waiting',
  'answered',
  'silence',
  'not-sent',
  'look',
  'failed',
] as const
export type Outcome = (typeof OUTCOMES)[number]

/** The run's outcome: the end it came to, or what it does now. */
export function outcomeOf(run: Pick<ProcessRun, 'state' | 'at' | 'waits'>): Outcome {
  if (run.state === 'failed') return 'failed'
  if (run.state === 'running' && run.waits) return 'watching'
  if (run.state === 'running') return run.at === 'wait' ? 'waiting' : 'running'
  return OUTCOMES.find((outcome) => outcome === run.at) ?? 'failed'
}
