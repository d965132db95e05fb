import { z } from 'zod'
import type { Engine, Run, StoreView } from '../../engine/index.ts'
import { filesOf, FilesValue } from './disk.ts'
import type { ProfileHolder } from './profile.ts'
import { channelOf, MODULE_NAMESPACE, processCode, TENANT } from './values.ts'

type RunView = StoreView['runs'][number]

/** What the node "Send Live Chat Message" is filled with from the process's variables. Others are ignored. */
export const SendContext = z.object({
  text: z.string(),
  files: FilesValue,
  contact: z.array(z.string()).length(1),
  account: z.object({ type: z.string(), account: z.string().min(1) }),
  subject: z.string().nullish(),
  author: z.enum(['system', 'initiator']).default('system'),
})

export interface ProcessRunner {
  /** The line whose process this is, or `null` when the module has no such process. */
  lineOf(namespace: string, code: string): StoreView['lines'][number] | null
  start(namespace: string, code: string, context: Run['context']): Run
  /** Lets go of the timers; started processes go on when the sandbox is started again. */
  stop(): void
}

/**
 * Runs the processes that send: a moment after their start, as the host does. A message that the network refuses ends the process
 * as done all the same: the host has handed it over and knows no more.
 */
export function runProcesses(engine: Engine, profile: ProfileHolder): ProcessRunner {
  const timers = new Set<NodeJS.Timeout>()
  const lineOf: ProcessRunner['lineOf'] = (namespace, code) =>
    (namespace === MODULE_NAMESPACE && engine.store.lines.find(({ id }) => processCode(id) === code)) || null

  const later = (id: string): void => {
    if (profile.now.runs === 'never-finish') return
    const timer = setTimeout(() => {
      timers.delete(timer)
      const run = engine.run(id)
      // Gone when the sandbox went back to its seed meanwhile.
      if (run?.state === 'running') finish(run)
    }, profile.now.runMs)
    timers.add(timer)
  }

  const finish = (run: RunView): void => {
    try {
      if (profile.now.runs === 'fail') throw new Error('The node "Send Live Chat Message" failed.')
      if (engine.messagesOfRun(run.id).length === 0) deliver(run)
      engine.finishRun(run.id, null)
    } catch (cause) {
      engine.finishRun(run.id, cause instanceof Error ? cause.message : String(cause))
    }
  }

  const deliver = (run: RunView): void => {
    const line = lineOf(run.namespace, run.code)
    if (!line) throw new Error('The process is gone.')
    const { text, files, contact, account, subject, author } = SendContext.parse(run.context)
    if (text === '') throw new Error('The message has no text.')
    const channel = channelOf(account.type)
    if (channel === null) throw new Error(`The line has no messenger of the type "${account.type}".`)
    // With the author "Initiator" only the line's own people may send (facts, 2.1).
    if (author === 'initiator' && ![...line.operators, ...line.supervisors].includes(TENANT.tokenOwnerId))
      throw new Error('The initiator is neither operator nor supervisor of the line.')
    engine.send({
      lineId: line.id,
      contactId: contact[0] ?? '',
      channel,
      address: account.account,
      text,
      subject: subject ?? null,
      operatorId: author === 'system' ? null : TENANT.tokenOwnerId,
      runId: run.id,
      whenOpen: profile.now.initiative,
      attachments: filesOf(engine, files),
    })
  }

  // Other processes of the host, with other nodes, are run elsewhere.
  for (const { id, state, namespace, code } of engine.store.runs)
    if (state === 'running' && lineOf(namespace, code)) later(id)
  return {
    lineOf,
    start(namespace, code, context) {
      const run = engine.startRun({ namespace, code, context })
      later(run.id)
      return run
    },
    stop() {
      for (const timer of timers) clearTimeout(timer)
    },
  }
}
