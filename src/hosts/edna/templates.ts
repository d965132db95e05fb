import type { FilledTemplate, Template } from '../../domain/template.ts'
import type { Channel, Line } from '../../domain/words.ts'
import { HostError } from '../errors.ts'
import type { Http } from '../http.ts'
import type { Finding, Receipt, SendRequest } from '../port.ts'
import type { Edna } from './api.ts'
import { findMessage } from './find-message.ts'
import { findSend } from './find-send.ts'
import { isReady } from './lines.ts'
import { digitsOf } from './map.ts'
import { writeReceipt } from './receipt.ts'
import type { EdnaLine } from './settings.ts'
import { isOffered, templateOf, valuesIn } from './template-map.ts'
import type { Threads } from './threads.ts'
import { TemplatesAnswer, TemplateSentAnswer, type WireChannel } from './wire.ts'

export interface Templates {
  list(line: Line, channel: Channel): Promise<readonly Template[]>
  send(line: EdnaLine, request: SendRequest, template: FilledTemplate): Promise<Receipt>
  find(line: EdnaLine, request: SendRequest, receipt: Receipt | null): Promise<Finding>
}

/** The templates of a line's Pulse channel. Only WhatsApp's are read: how Viber's variables are sent is not documented. */
export function templatesOf(
  edna: Edna,
  pulse: Http,
  threads: Threads,
  channels: () => Promise<readonly WireChannel[]>,
): Templates {
  const wireOf = async (subjectId: number) => {
    const answer = await pulse.read({
      method: 'POST',
      path: 'message-matchers/get-by-request',
      json: { subjectId, matcherTypes: ['OPERATOR', 'USER', 'CUSTOM'] },
      answer: TemplatesAnswer,
    })
    return answer.filter(isOffered)
  }

  return {
    list: async ({ id }, channel) => {
      const line = edna.settings.lines.find((one) => one.id === id && one.channel === channel)
      const subjectId = line?.pulseSubjectId ?? null
      return channel === 'whatsapp' && subjectId !== null ? (await wireOf(subjectId)).map(templateOf) : []
    },

    send: async (line, request, filled) => {
      const subjectId = line.pulseSubjectId
      if (subjectId === null || line.channel !== 'whatsapp')
        throw refused('setup-incomplete', 'This line has no templates.')
      const sender = (await channels()).find((channel) => isReady(channel, subjectId))?.subject
      if (!sender) throw refused('setup-incomplete', 'The line’s channel is not active in Pulse.')
      const wire = (await wireOf(subjectId)).find(({ id }) => String(id) === filled.id)
      if (!wire) throw refused('unknown-id', 'There is no such template, or it may not be sent now.')
      const json = {
        messageId: request.mark,
        sender,
        phone: digitsOf(request.address),
        templateId: wire.id,
        ...valuesIn(wire, filled.variables),
        options: { comment: request.mark },
      }
      return post(pulse, json)
    },

    find: async (line, request, receipt) => {
      const found = await findSend(pulse, line, request)
      if (found === 'absent') return receipt ? { state: 'unknowable' } : { state: 'absent' }
      if (found !== 'sent') return { state: 'failed', text: found.failed }
      // Whether the thread shows what went through Pulse is not documented.
      return { state: 'sent', ...(await findMessage(edna, threads, request, null)) }
    },
  }
}

/** The mark is the message's own id: told that it is known, the host has the message already (facts, 3.2 and 3.3). */
async function post(pulse: Http, json: object): Promise<Receipt> {
  const path = 'v1/out-messages/whatsapp/template'
  try {
    const { outMessageId } = await pulse.deed({ method: 'POST', path, json, answer: TemplateSentAnswer })
    return writeReceipt({ by: 'pulse', id: outMessageId ?? null, thread: null })
  } catch (error) {
    // The code, or the sentence of older pages: "RequestId is not unique".
    const known = error instanceof HostError && /(request|message)?-?id[- ](is[- ])?not[- ]unique/i
    if (known && error.code === 'bad-request' && known.test(error.hostText ?? ''))
      return writeReceipt({ by: 'pulse', id: null, thread: null })
    throw error
  }
}

function refused(code: 'setup-incomplete' | 'unknown-id', sentence: string): HostError {
  return new HostError(sentence, {
    kind: code === 'unknown-id' ? 'fix-data' : 'fix-setup',
    code,
    happened: 'no',
  })
}
