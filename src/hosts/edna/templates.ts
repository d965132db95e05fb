import type { FilledTemplate, Template, TypedTemplate } from '../../domain/template.ts'
import type { Channel, Line } from '../../domain/words.ts'
import { HostError } from '../errors.ts'
import type { Http } from '../http.ts'
import type { Finding, Receipt, SendRequest } from '../port.ts'
import type { Edna } from './api.ts'
import { findMessage, placesOf } from './find-message.ts'
import { findSend } from './find-send.ts'
import { isReady } from './lines.ts'
import { digitsOf } from './map.ts'
import { schedule, type Subject } from './schedule.ts'
import { writeReceipt } from './receipt.ts'
import type { EdnaLine } from './settings.ts'
import { isOffered, templateOf, valuesIn } from './template-map.ts'
import type { Threads } from './threads.ts'
import { TemplatesAnswer, TemplateSentAnswer, type WireChannel } from './wire.ts'

export interface Templates {
  list(line: Line, channel: Channel): Promise<readonly Template[]>
  send(line: EdnaLine, request: SendRequest, template: FilledTemplate): Promise<Receipt>
  /** Sends an approved text that was typed: the host compares it with its templates (R-TPL-3). */
  sendTyped(line: EdnaLine, request: SendRequest, typed: TypedTemplate): Promise<Receipt>
  find(line: EdnaLine, request: SendRequest, receipt: Receipt | null): Promise<Finding>
}

/** The channels of which Pulse keeps templates, and how it calls them (facts, 3.1). */
const TYPE: Readonly<Partial<Record<Channel, 'WHATSAPP' | 'VIBER'>>> = {
  whatsapp: 'WHATSAPP',
  viber: 'VIBER',
}

/** Does Pulse serve this line? */
export function isServed({ channel, pulseSubjectId }: EdnaLine): boolean {
  return TYPE[channel] !== undefined && pulseSubjectId !== null
}

/** The templates of a line's Pulse channel. */
export function templatesOf(
  edna: Edna,
  pulse: Http,
  threads: Threads,
  channels: () => Promise<readonly WireChannel[]>,
): Templates {
  const wireOf = async (subjectId: number, type: 'WHATSAPP' | 'VIBER') => {
    const answer = await pulse.read({
      method: 'POST',
      path: 'message-matchers/get-by-request',
      json: { subjectId, matcherTypes: ['OPERATOR', 'USER', 'CUSTOM'] },
      answer: TemplatesAnswer,
    })
    return answer.filter((wire) => isOffered(wire, type))
  }

  return {
    list: async ({ id }, channel) => {
      const line = edna.settings.lines.find((one) => one.id === id && one.channel === channel)
      const served = line && servedBy(line)
      return served ? (await wireOf(served.subjectId, served.type)).map(templateOf) : []
    },

    send: async (line, request, filled) => {
      const served = servedBy(line)
      if (!served) throw refused('setup-incomplete', 'This line has no templates.')
      const { subjectId, type } = served
      const sender = (await channels()).find((channel) => isReady(channel, subjectId))?.subject
      if (!sender) throw refused('setup-incomplete', 'The line’s channel is not active in Pulse.')
      const wire = (await wireOf(subjectId, type)).find(({ id }) => String(id) === filled.id)
      if (!wire) throw refused('unknown-id', 'There is no such template, or it may not be sent now.')
      const json = {
        messageId: request.mark,
        sender,
        phone: digitsOf(request.address),
        templateId: wire.id,
        ...valuesIn(wire, filled.variables),
        options: { comment: request.mark },
      }
      const path = `v1/out-messages/${type.toLowerCase()}/template`
      return once(async () => {
        const { outMessageId } = await pulse.deed({ method: 'POST', path, json, answer: TemplateSentAnswer })
        return outMessageId ?? null
      })
    },

    sendTyped: async (line, request, typed) => {
      const served = servedBy(line)
      if (!served) throw refused('setup-incomplete', 'This line has no templates.')
      return once(() => schedule(pulse, served, request, typed))
    },

    find: async (line, request, receipt) => {
      const found = await findSend(pulse, line, request)
      if (found === 'absent') return receipt ? { state: 'unknowable' } : { state: 'absent' }
      if (found !== 'sent') {
        const places = found.left ? await placesOf(edna, threads, request) : []
        return { state: 'failed', text: found.failed, places }
      }
      // Whether the thread shows what went through Pulse is not documented.
      return { state: 'sent', ...(await findMessage(edna, threads, request, null)) }
    },
  }
}

function servedBy({ channel, pulseSubjectId: subjectId }: EdnaLine): Subject | null {
  const type = TYPE[channel]
  return type === undefined || subjectId === null ? null : { subjectId, type }
}

/** The mark is the message's own id: told that it is known, the host has the message already (facts, 3.2 and 3.3). */
async function once(send: () => Promise<number | null>): Promise<Receipt> {
  try {
    return writeReceipt({ by: 'pulse', id: await send(), thread: null })
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
