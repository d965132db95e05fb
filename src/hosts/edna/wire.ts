import * as z from 'zod'

/** What the host sends. Unknown fields are ignored; a missing one is told by its path. */

const At = z.iso.datetime({ offset: true })
const Number = z.int()

export const LoginAnswer = z.object({ token: z.string().min(1), role: z.string().nullish() })

const WireClient = z.object({
  id: Number,
  externalId: z.string().nullish(),
  phone: z.string().nullish(),
  hasActiveThread: z.boolean().nullish(),
})
export const ShortInfoAnswer = z.array(WireClient)

export const WireProfile = z.object({
  externalClientId: z.string().nullish(),
  fullName: z.string().nullish(),
  email: z.string().nullish(),
  phone: z.string().nullish(),
  blocked: z.boolean().nullish(),
  additional: z.array(z.object({ key: z.string(), value: z.string().nullish() })).nullish(),
})
export type WireProfile = z.infer<typeof WireProfile>

export const WireThread = z.object({
  id: Number,
  status: z.string().min(1),
  startTime: At,
  stateChangeTime: At.nullish(),
  currentAgentLogin: z.string().nullish(),
  lastAgentLogin: z.string().nullish(),
  channel: Number.nullish(),
  clientId: Number.nullish(),
  clientExternalId: z.string().nullish(),
  threadUrl: z.string().nullish(),
})
export type WireThread = z.infer<typeof WireThread>
export const ThreadsAnswer = z.array(WireThread)

export const WireMessage = z.object({
  text: z.string().nullish(),
  sender: z.string().min(1),
  receivedDate: At,
})
export type WireMessage = z.infer<typeof WireMessage>
export const MessagesAnswer = z.array(WireMessage)

export const WireAgent = z.object({ id: Number, login: z.string().min(1), status: z.string().nullish() })
export type WireAgent = z.infer<typeof WireAgent>
export const AgentsAnswer = z.array(WireAgent)

/** Of the three sends only one answer is wholly readable on the vendor's pages; all begin with the message's id. */
export const SentAnswer = z.object({ id: Number, threadId: Number.nullish() })
export const TransferAnswer = z.object({ id: Number.nullish() })

/** Pulse. A channel has no `subjectId` until it is registered; some clients expect the list inside an object. */
export const WireChannel = z.object({
  id: Number,
  subject: z.string().nullish(),
  subjectId: Number.nullish(),
  active: z.boolean().nullish(),
  name: z.string().nullish(),
})
export type WireChannel = z.infer<typeof WireChannel>
const Channels = z.array(WireChannel)
export const ChannelsAnswer = z.union([
  Channels,
  z.object({ content: Channels }).transform((answer) => answer.content),
])

const WireButton = z.object({
  text: z.string().nullish(),
  url: z.string().nullish(),
  urlTextExample: z.string().nullish(),
})
export const WireTemplate = z.object({
  id: Number,
  name: z.string(),
  channelType: z.string(),
  language: z.string().nullish(),
  category: z.string().nullish(),
  contentType: z.string().nullish(),
  status: z.string(),
  locked: z.boolean().nullish(),
  content: z.object({
    header: z
      .object({
        headerType: z.string().nullish(),
        text: z.string().nullish(),
        headerExampleTextParam: z.string().nullish(),
      })
      .nullish(),
    text: z.string().nullish(),
    footer: z.object({ text: z.string().nullish() }).nullish(),
    attachment: z.unknown(),
    keyboard: z
      .object({ rows: z.array(z.object({ buttons: z.array(WireButton).nullish() })).nullish() })
      .nullish(),
    textExampleParams: z.array(z.string()).nullish(),
  }),
})
export type WireTemplate = z.infer<typeof WireTemplate>
export const TemplatesAnswer = z.array(WireTemplate)
export const TemplateSentAnswer = z.object({ outMessageId: Number.nullish() })

/** A cascade has one stage for each channel that is tried; one is there for every channel by itself (facts, 3.1). */
const WireCascade = z.object({
  id: Number,
  status: z.string(),
  stages: z
    .array(
      z.object({
        subject: z.object({ id: Number.nullish(), locked: z.boolean().nullish() }).nullish(),
        stages: z.array(z.unknown()).nullish(),
      }),
    )
    .nullish(),
})
export type WireCascade = z.infer<typeof WireCascade>
export const CascadesAnswer = z.array(WireCascade)
export const ScheduledAnswer = z.object({ requestId: z.string().nullish() })

export const WireHistory = z.object({
  messageId: Number.nullish(),
  comment: z.string().nullish(),
  deliveryStatus: z.string().nullish(),
})
export type WireHistory = z.infer<typeof WireHistory>
export const HistoryAnswer = z.object({ content: z.array(WireHistory), hasNext: z.boolean().nullish() })

const Words = z.string().nullish().catch(null)
/** What a customer sent, made as what Pulse itself sends (facts, 3.2); in the webhook its kind is called `type` (facts, 5.1). */
const Content = z.object({
  contentType: Words,
  type: Words,
  text: Words,
  caption: Words,
  attachment: z
    .object({ url: z.string(), name: Words, size: z.number().nullish().catch(null) })
    .nullish()
    .catch(null),
  location: z.object({ latitude: z.number(), longitude: z.number(), address: Words }).nullish().catch(null),
})
const Written = z.string().transform((text, context): unknown => {
  try {
    return JSON.parse(text)
  } catch {
    context.addIssue('is not JSON')
    return z.NEVER
  }
})
/** An object in one public client and its JSON in another (facts, 3.5); one of a form that we do not know is `null`. */
const WireIncoming = z.object({
  messageId: Number.nullish(),
  content: z
    .union([Content, Written.pipe(Content)])
    .nullish()
    .catch(null),
})
export type WireIncoming = z.infer<typeof WireIncoming>
export const IncomingAnswer = z.object({ content: z.array(WireIncoming), hasNext: z.boolean().nullish() })

/** What a bot's webhook posts to us (facts, section 5). */
export const TrainingBody = z.object({
  action: z.literal('TRAINING'),
  sessionId: z.string().regex(/^\d{1,16}$/),
  messageIndex: z.int().min(0),
})
export type TrainingBody = z.infer<typeof TrainingBody>

/** Pulse's webhook about a status. Of a form that we do not know, the reason counts as none. */
export const StatusBody = z.object({
  requestId: z.string().nullish().catch(null),
  messageId: Number.nullish(),
  comment: z.string().nullish().catch(null),
  status: z.string().min(1),
  error: z.string().nullish().catch(null),
  statusAt: z.string().min(1),
})
export type StatusBody = z.infer<typeof StatusBody>

/** Pulse's webhook about what a customer wrote, of any type. */
export const AnswerBody = z.object({
  messageContent: z.looseObject({}),
  receivedAt: At,
  replyOutMessageExternalRequestId: z.string().nullish().catch(null),
})
export type AnswerBody = z.infer<typeof AnswerBody>

/** What tells of no thread: other actions of bots, and Pulse's news of templates and clicks. */
export const OtherHookBody = z.union([
  z.object({
    action: z
      .string()
      .min(1)
      .refine((action) => action !== 'TRAINING'),
  }),
  z.object({ messageId: Number, status: z.string() }),
  z.object({ messageContent: z.object({}), receivedAt: z.string() }),
])
