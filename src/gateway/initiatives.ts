import { setTimeout as pause } from 'node:timers/promises'
import { batchIdIn } from '../domain/batch.ts'
import type { Jobs } from '../journal/jobs.ts'
import { advanceInitiative, type Outbound } from '../outbound/index.ts'
import type { Background } from './background.ts'
import { asBatch, asMachine } from './lane.ts'
import type { Workspaces } from './workspaces.ts'

interface InitiativeOptions {
  readonly jobs: Jobs
  readonly workspaces: Workspaces
  readonly background: Background
}

// A slow host must not keep the others of a batch waiting: what takes longer goes on beside it.
const PATIENCE_MS = 3000

/** Goes on with steps that wait, when the engine wakes them. */
export async function serveInitiatives({ jobs, workspaces, background }: InitiativeOptions): Promise<void> {
  await jobs.work('initiative', {
    async work({ workspace: workspaceId, id, version }) {
      const workspace = workspaces.get(workspaceId)
      // One that was removed from the settings may come back; until then nobody writes for it.
      if (!workspace) return
      const begin = (await ofBatch(workspace.outbound, id)) ? asBatch : asMachine
      const work = begin(() => advanceInitiative(workspace.outbound, id, version))
      const late = await Promise.race([work.then(() => false), pause(PATIENCE_MS, true)])
      if (late) background.keep('a step that waits', work)
    },
  })
}

/** A row that waits comes behind the others as those that do not. */
async function ofBatch({ journal }: Outbound, id: string): Promise<boolean> {
  const batchId = batchIdIn(id)
  return batchId !== null && (await journal.batches.get(batchId)) !== null
}
