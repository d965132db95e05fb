import { afterAll, beforeAll, beforeEach } from 'vitest'
import { createEdna, EdnaSettingsSchema } from '../../../src/hosts/edna/index.ts'
import { nodeFetch } from '../../../src/hosts/fetch-node.ts'
import { silentLog } from '../../../src/hosts/log.ts'
import type { Files, Host, SendRequest } from '../../../src/hosts/port.ts'
import { startSandbox, type Sandbox } from '../../../src/sandbox/server.ts'
import { oracleAt } from '../../contract/oracle.ts'
import { messageToPavel } from '../../contract/steps.ts'

/** edna's sandbox with its demo, the same for all tests of a file and fresh for each. */
export function demoStand() {
  const connections = nodeFetch()
  let sandbox: Sandbox
  beforeAll(async () => {
    sandbox = await startSandbox({ port: 0, dialect: 'edna', seed: 'demo', dataDir: null, gateway: null })
  })
  afterAll(async () => {
    await connections.close()
    await sandbox.stop()
  })
  beforeEach(() => oracleAt(sandbox.url).reset('demo'))
  return {
    engine: () => sandbox.engine,
    profile: (patch: object) => oracleAt(sandbox.url).profile(patch),
    host: (files?: Files, patch: object = {}): Host =>
      createEdna(EdnaSettingsSchema.parse({ ...sandbox.workspaceHost, threadsFreshForMs: 0, ...patch }), {
        fetch: connections.fetch,
        now: () => sandbox.engine.now(),
        log: silentLog,
        ...(files && { files }),
      }),
  }
}

/** A message to Pavel on this line. */
export async function onLine(
  host: Host,
  lineId: string,
  patch: Partial<SendRequest> = {},
): Promise<SendRequest> {
  const line = (await host.lines.list()).find(({ id }) => id === lineId)
  const [channel] = line?.channels ?? []
  if (!line || !channel) throw new Error(`The stand lacks ${lineId}.`)
  return messageToPavel(host, { line, channel, ...patch })
}
