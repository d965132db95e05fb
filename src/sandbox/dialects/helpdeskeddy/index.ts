import type { Dialect } from '../dialect.ts'
import { restApi } from './api.ts'
import { classify } from './classify.ts'
import { desk, mountPlugin } from './desk/index.ts'
import { failed } from './envelope.ts'
import { furnish } from './furnish.ts'
import { asHtml } from './html.ts'
import { mountFiles } from './files.ts'
import { ban, rateLimit } from './limit.ts'
import { addComment } from './notes.ts'
import { holdProfile } from './profile.ts'
import { pushEvents } from './push.ts'
import { agentNumber } from './values.ts'
import { workspaceHost } from './workspace-host.ts'

/** HelpDeskEddy / EddyDesk with the rules of our README in its dispatcher, as its fact sheet describes it. */
export const helpdeskeddyDialect: Dialect = {
  name: 'helpdeskeddy',
  furnish,
  open({ engine, gatewayUrl }) {
    const profile = holdProfile()
    const limit = rateLimit(engine, profile)
    const stopPushing = pushEvents(engine, profile, gatewayUrl)
    return {
      paths: ['/api/v2/*'],
      mount(app) {
        app.route('/api/v2', restApi(engine, profile, limit.take))
        mountFiles(app, engine)
        mountPlugin(app)
      },
      classify: (c) => classify(c, engine),
      failure: (c, status) =>
        status === 429
          ? ban(c, profile)
          : failed(c, 500, { code: 'e-500', title: 'Internal error', details: 'The host failed.' }),
      profile,
      workspaceHost: (baseUrl) => workspaceHost(engine.store, baseUrl),
      desk,
      writeNote(sessionId, operatorId, text) {
        addComment(engine, sessionId, agentNumber(operatorId), asHtml(text))
      },
      async stop() {
        limit.stop()
        stopPushing()
      },
    }
  },
}
