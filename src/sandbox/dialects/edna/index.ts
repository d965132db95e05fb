import type { Dialect } from '../dialect.ts'
import { refused } from './answers.ts'
import { BINDINGS, VARIABLES } from './bindings.ts'
import { chatCenter } from './chat-center.ts'
import { classify } from './classify.ts'
import { routeCampaigns } from './distributions.ts'
import { furnish } from './furnish.ts'
import { holdProfile } from './profile.ts'
import { pulse } from './pulse.ts'
import { pushPulse } from './pulse-push.ts'
import { pushTraining } from './push.ts'
import { CHAT_CENTER, idOf, PULSE, THREAD_PAGES } from './values.ts'
import { workspaceHost } from './workspace-host.ts'

/** edna Chat Center with edna Pulse, as their fact sheet describes them. */
export const ednaDialect: Dialect = {
  name: 'edna',
  furnish,
  open({ engine, gatewayUrl, ownUrl }) {
    const profile = holdProfile()
    const listening = [
      routeCampaigns(engine),
      pushTraining(engine, profile, gatewayUrl, ownUrl),
      pushPulse(engine, profile, gatewayUrl, ownUrl),
    ]
    return {
      paths: [`${CHAT_CENTER}/*`, `${PULSE}/*`],
      mount(app) {
        app.route(CHAT_CENTER, chatCenter(engine, profile, ownUrl))
        // The workplace itself is no part of the sandbox: a thread's page is its customer's card.
        app.get(`${THREAD_PAGES}/:number{[0-9]+}`, (c) => {
          const session = engine.session(idOf('s', Number(c.req.param('number'))))
          return session ? c.redirect(`/contacts/${session.contactId}`) : c.notFound()
        })
        app.route(PULSE, pulse(engine, profile, ownUrl))
      },
      classify: (c) => classify(c, engine),
      failure: (c, status) =>
        status === 429
          ? refused(c, 429, 'Too Many Requests', 'Too many requests.')
          : refused(c, 500, 'Internal Server Error', 'Internal Server Error'),
      profile,
      // Its workplace takes no plugins; the tenant's own CRM opens the widget by a link (facts, 7).
      desk: { kind: 'link' },
      templateBindings: BINDINGS,
      templateVariables: VARIABLES,
      workspaceHost: (baseUrl) => workspaceHost(engine.store, baseUrl),
      async stop() {
        for (const stopListening of listening) stopListening()
      },
    }
  },
}
