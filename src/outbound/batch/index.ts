/** Many people get the same step. */
export { type ReadStep } from './judge.ts'
export { places, type Places } from './places.ts'
export { moveBatch, retryRows } from './moves.ts'
export { pageOfPeople, peopleOf, type BatchPerson } from './people.ts'
export { receiveBatch, type List, type ListRow } from './receive.ts'
export { carryStretch } from './stretch.ts'
export { summaryOf, type BatchSummary } from './summary.ts'
