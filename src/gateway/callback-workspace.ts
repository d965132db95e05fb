import { StepOutputSchema } from '../../process-actions/initiative-message/schemas.ts'
import { operationReport } from '../outbound/index.ts'
import type { Workspace } from './workspaces.ts'

/** What a callback needs of a workspace: the key it is signed with, and the answer of the step as a caller gets it. */
export function callbackWorkspace(workspace: Workspace | null) {
  if (!workspace) return null
  return {
    secret: workspace.secret,
    callbacks: workspace.outbound.journal.callbacks,
    answer: async (operationId: string) => {
      const report = await operationReport(workspace.outbound, operationId)
      return report && StepOutputSchema.parse(report)
    },
  }
}
