import { HostError } from '../errors.ts'
import { path } from '../http-body.ts'
import type { Finding, Sender, SendRequest } from '../port.ts'
import type { Elma365 } from './api.ts'
import { accountValue } from './fields.ts'
import { uploadFiles } from './files.ts'
import { findInstance } from './find-instance.ts'
import { findMessage } from './find-message.ts'
import { routeOf, type Elma365Route } from './settings.ts'
import { InstanceAnswer } from './wire.ts'

/**
 * Sending by the documented way: a run of the process that holds the node "Send Live Chat Message" of that line. The node
 * writes into the open session of that account on that line, or opens one. The mark goes along as `request_key`, so that the
 * run can be found again.
 */
export function senderOf(elma: Elma365): Sender {
  return {
    certainty: 'findable',
    send: async (request) => {
      const route = routeFor(elma, request)
      const files = await uploadFiles(elma, request)
      const instance = await elma.web.deed({
        method: 'POST',
        path: path('bpm', 'template', route.process.namespace, route.process.code, 'run'),
        json: { context: { ...contextOf(elma, request, route), ...(files.length > 0 && { files }) } },
        answer: InstanceAnswer,
      })
      return { reference: instance.__id }
    },
    find: async (request, receipt) => {
      const found = await findInstance(elma, routeFor(elma, request), request, receipt)
      if (typeof found === 'string') return { state: found } satisfies Finding
      switch (found.state) {
        case 'running':
          return { state: 'pending', reference: found.id }
        case 'failed':
          return { state: 'failed', text: found.errorText ?? 'The process of the host ended with an error.' }
        case 'done':
          return { state: 'sent', ...(await findMessage(elma, request, found.startedAt)) }
      }
    },
  }
}

function routeFor({ settings, table }: Elma365, { line, channel }: SendRequest): Elma365Route {
  const route = routeOf(settings, line.id, channel)
  if (route && table.typeOf(channel) !== null) return route
  throw new HostError(`No process is set up that sends from this line by ${channel}.`, {
    kind: 'fix-setup',
    code: 'setup-incomplete',
    happened: 'no',
  })
}

/** The variables that our processes have; see "The process of a line" in the module's README. */
function contextOf({ settings, table }: Elma365, request: SendRequest, route: Elma365Route) {
  return {
    text: request.text,
    // A session may be bound to nobody; the account alone is enough to answer in it.
    contact: request.contactId === '' ? [] : [request.contactId],
    account: accountValue(table.typeOf(request.channel) ?? '', request.address, settings.accountKeys),
    // An empty subject becomes the generated name of the session (P0).
    ...(route.takesSubject && { subject: request.subject ?? '' }),
    // The initiator of a run is who owns the token, whoever asked us: anybody else would be named wrongly.
    author:
      request.operatorId !== null && request.operatorId === settings.tokenOwner ? 'initiator' : 'system',
    request_key: request.mark,
  }
}
