import type { Dialect } from '../dialect.ts'
import { refused } from './answers.ts'
import { chatCenter } from './chat-center.ts'
import { classify } from './classify.ts'
import { furnish } from './furnish.ts'
import { holdProfile } from './profile.ts'
import { pulse } from './pulse.ts'
import { pushPulse } from './pulse-push.ts'
import { pushTraining } from './push.ts'
import { CHAT_CENTER, PULSE } from './values.ts'
import { workspaceHost } from './workspace-host.ts'

/** edna Chat Center with edna Pulse, as their fact sheet describes them. */
export const ednaDialect: Dialect = {
  name: 'edna',
  furnish,
  open({ engine, gatewayUrl }) {
    const profile = holdProfile()
    const pushing = [pushTraining(engine, profile, gatewayUrl), pushPulse(engine, profile, gatewayUrl)]
    return {
      paths: [`${CHAT_CENTER}/*`, `${PULSE}/*`],
      mount(app) {
        app.route(CHAT_CENTER, chatCenter(engine, profile))
        app.route(PULSE, pulse(engine, profile))
      },
      classify: (c) => classify(c, engine),
      failure: (c, status) =>
        status === 429
          ? refused(c, 429, 'Too Many Requests', 'Too many requests.')
          : refused(c, 500, 'Internal Server Error', 'Internal Server Error'),
      profile,
      workspaceHost: (baseUrl) => workspaceHost(engine.store, baseUrl),
      async stop() {
        for (const stopPushing of pushing) stopPushing()
      },
    }
  },
}
