import type { Engine } from '../../engine/index.ts'
import type { NodeApp, NodeContext } from '../../http.ts'
import { Refusal } from './answers.ts'
import { bearerOf } from './auth.ts'
import type { ProfileHolder } from './profile.ts'
import { threadBy } from './threads.ts'
import { TENANT } from './values.ts'

const SENDER = { customer: 'CLIENT', operator: 'OPERATOR', system: 'BOT' } as const

/** The one message history of Chat Center: texts, senders and times, with the chatbot's own token (facts, 2.10). */
export function mountChatbot(app: NodeApp, engine: Engine, profile: ProfileHolder): void {
  app.get('/chatbot/messages', (c) => {
    chatbotAlone(c)
    const session = threadBy(engine, Number(c.req.query('threadId')))
    const messages = engine.messagesOf(session.id).map(({ text, author, at }) => ({
      text,
      sender: SENDER[author.kind],
      receivedDate: at,
    }))
    return c.json(profile.now.messageOrder === 'newest-first' ? messages.toReversed() : messages)
  })
}

/** Throws 401 for anybody but the chatbot. */
export function chatbotAlone(c: NodeContext): void {
  if (bearerOf(c) !== TENANT.chatbotToken)
    throw new Refusal(401, 'Unauthorized', 'The chatbot token is wrong.')
}
