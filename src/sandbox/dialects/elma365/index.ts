import type { Dialect } from '../dialect.ts'
import { classify } from './classify.ts'
import { desk, mountWidget } from './desk/index.ts'
import { mountStaticFiles } from './disk.ts'
import { failed } from './envelope.ts'
import { MODULE_PATH, moduleApi } from './module-api.ts'
import { installModule } from './module-script.ts'
import { holdProfile } from './profile.ts'
import { pushEvents } from './push.ts'
import { runProcesses } from './runs.ts'
import { webApi } from './web-api.ts'
import { workspaceHost } from './workspace-host.ts'

/** ELMA365 / BRIX365 with our module installed, as its fact sheet describes it. */
export const elma365Dialect: Dialect = {
  name: 'elma365',
  keepsRecords: true,
  open({ engine, gatewayUrl, gatewaySecret, ownUrl }) {
    const profile = holdProfile()
    const runner = runProcesses(engine, profile)
    const module = installModule(engine, profile, { gateway: gatewayUrl, secret: gatewaySecret })
    const stopPushing = pushEvents(engine, profile, gatewayUrl)
    return {
      paths: ['/pub/*', '/api/extensions/*'],
      mount(app) {
        app.route('/pub/v1', webApi(engine, runner, profile, ownUrl))
        mountStaticFiles(app, engine)
        mountWidget(app)
        app.route(MODULE_PATH, moduleApi(module, engine, profile))
        app.all('/pub/*', (c) => failed(c, 404, 'There is no such address.'))
        app.all('/api/extensions/*', (c) => failed(c, 404, 'There is no such module.'))
      },
      classify: (c) => classify(c, engine, runner, profile),
      failure: (c, status) =>
        failed(c, status, status === 429 ? 'Too many requests.' : 'Internal server error.'),
      profile,
      desk,
      workspaceHost: (baseUrl) => workspaceHost(engine.store, baseUrl),
      async stop() {
        runner.stop()
        stopPushing()
      },
    }
  },
}
