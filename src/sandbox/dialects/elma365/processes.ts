import { z } from 'zod'
import type { Engine, StoreView } from '../../engine/index.ts'
import type { NodeApp } from '../../http.ts'
import { listBody, readJson } from './body.ts'
import { done, WebApiError } from './envelope.ts'
import { listed, type Item } from './lists.ts'
import type { ProfileHolder } from './profile.ts'
import type { ProcessRunner } from './runs.ts'

const RunBody = z.object({ context: z.record(z.string(), z.json()).default({}) })

/** Starting processes and reading their instances (facts, 4.3 and 4.4). */
export function mountProcesses(
  app: NodeApp,
  engine: Engine,
  runner: ProcessRunner,
  profile: ProfileHolder,
): void {
  const existing = (namespace: string, code: string): void => {
    if (!runner.lineOf(namespace, code)) throw new WebApiError(404, 'There is no such process.')
  }

  app.post('/bpm/template/:namespace/:code/run', async (c) => {
    const { namespace, code } = c.req.param()
    existing(namespace, code)
    const { context } = await readJson(c, RunBody)
    return done(c, { [profile.now.instanceKey]: instance(runner.start(namespace, code, context)) })
  })
  app.on(['GET', 'POST'], '/bpm/instance/:id/get', (c) => {
    const run = engine.run(c.req.param('id'))
    if (!run) throw new WebApiError(404, 'There is no such process instance.')
    return done(c, { [profile.now.instanceKey]: instance(run) })
  })
  app.on(['GET', 'POST'], '/bpm/instance/bytemplate/:namespace/:code/list', async (c) => {
    const { namespace, code } = c.req.param()
    existing(namespace, code)
    const runs = engine.store.runs.filter((run) => run.namespace === namespace && run.code === code)
    return done(c, { result: listed(runs.toReversed().map(instance), await listBody(c), profile.now) })
  })
}

/** An instance with its state and its variables; the vendor shows no example, so the variables stand under `context` as in `run`. */
function instance(run: StoreView['runs'][number]): Item {
  return {
    __id: run.id,
    __name: run.code,
    __createdAt: run.startedAt,
    __updatedAt: run.finishedAt ?? run.startedAt,
    __status: run.state,
    state: run.state,
    error: run.error ?? '',
    context: run.context,
  }
}
