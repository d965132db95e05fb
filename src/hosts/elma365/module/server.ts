/**
 * Firstline's server script for an ELMA365 / BRIX365 module: paste it whole into the module's "API methods" editor and
 * publish the methods of `methods.json`. It uses documented members of the SDK only (see `sdk.d.ts`) and stands alone:
 * no imports are possible there. Answers are JSON; an error is `{ "error": "a sentence" }` with 400, 403, 404 or 502.
 *
 * Server scripts do not ask for the caller's rights, so these methods must stay "External" (a token) and the gateway checks
 * who may see what before it calls. Only `context` is "Internal": it is for the person in front of a card.
 */

/* oxlint-disable no-unused-vars -- the host calls the methods by their names */

/** `GET lines`: every line that is not deleted. */
async function listLines(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async () => {
    const search = System.lines.lines.search().where((f) => f.__deletedAt.eq(null))
    const lines = await search.size(LARGEST_LIST).all()
    return { lines: lines.map((line) => ({ id: line.data.__id, name: line.data.__name })) }
  })
}

/**
 * `POST sessions` `{ contact: { namespace, code, id }, from, size, openedBefore? }`: a contact's sessions, newest activity first; with a
 * date (`2026-11-20`) only those that were there before it began.
 */
async function listSessions(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async (body) => {
    const contact = appReference(body, 'contact')
    const from = wholeNumber(body, 'from', 0, 1_000_000)
    const size = wholeNumber(body, 'size', 1, 100)
    const until = body['openedBefore'] === undefined ? null : dateOf(body, 'openedBefore')
    const search = sessionSearch().where((f, g) => {
      const own = g.and(f.__deletedAt.eq(null), f._apps.has(contact))
      return until === null ? own : g.and(own, f.__createdAt.lt(until))
    })
    const sessions = await search.from(from).size(size).sort('_lastActivityAt', false).all()
    const types = await channelTypes(sessions)
    return { sessions: sessions.map((session) => described(session, types)) }
  })
}

/** `GET sessions/*`: one session; its id stands in the address. */
async function getSession(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async () => {
    const session = await sessionById(fragmentOf(req))
    return { session: described(session, await channelTypes([session])) }
  })
}

/** `POST messages` `{ session, from, size }`: messages in the host's own order, which the vendor does not document. */
async function listMessages(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async (body) => {
    const id = text(body, 'session')
    const from = wholeNumber(body, 'from', 0, LARGEST_LIST)
    const size = wholeNumber(body, 'size', 1, LARGEST_LIST)
    const session = await sessionById(id)
    const messages = await session.getAllMessages(from, size)
    return { messages: await Promise.all(messages.map(said)) }
  })
}

/** A message as the adapter reads it. */
async function said({ data }: LineMessageItem) {
  return {
    id: data.__id,
    body: typeof data.body === 'string' ? data.body : '',
    type: word(data.type),
    fromClient: data.client !== undefined && data.client !== null,
    operator: data.operator ? data.operator.id : null,
    isRead: data.isRead === true,
    externalId: data.externalId || null,
    deletedAt: time(data.__deletedAt),
    files: await Promise.all((data.files ?? []).map(attached)),
    createdAt: time(data.__createdAt),
  }
}

/** A file that is gone, or not ours to read, is still told of. */
async function attached(file: FileItemRef) {
  const item = await file.fetch().catch(() => null)
  return { name: item ? item.data.__name : null, url: item ? file.getStaticDownloadUrl() : null }
}

/** `POST assign` `{ session, operator }`: hands the session to an operator. */
async function assignSession(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async (body) => {
    const sessionId = text(body, 'session')
    const operatorId = text(body, 'operator')
    const session = await sessionById(sessionId)
    const users = System.users.search().where((f) => f.__id.eq(operatorId))
    const operator = await users.first()
    if (!operator) throw new Refusal(404, 'There is no user with the id given in "operator".')
    await session.assignToOperator(operator).catch(refused)
    return {}
  })
}

/** `POST queue` `{ session, group }`: puts the session into the queue of one of the line's operator groups. */
async function queueSession(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async (body) => {
    const sessionId = text(body, 'session')
    const groupId = text(body, 'group')
    const session = await sessionById(sessionId)
    const groups = System.userGroups.search().where((f) => f.__id.eq(groupId))
    const group = await groups.first()
    if (!group) throw new Refusal(404, 'There is no group with the id given in "group".')
    await session.assignToOperatorGroup(group).catch(refused)
    return {}
  })
}

/** `POST close` `{ session, operator }`: the host lets only the assigned operator close a session. */
async function closeSession(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async (body) => {
    const sessionId = text(body, 'session')
    const operatorId = text(body, 'operator')
    const session = await sessionById(sessionId)
    if (idOf(session.data._userId) !== operatorId)
      throw new Refusal(403, 'Only the operator to whom the session is assigned may close it.')
    await session.close().catch(refused)
    return {}
  })
}

/** `GET context?type=&id=`: the widget's pass for who is signed in, and for nobody else, on one record or (neither given) on none. */
async function getContext(req: HttpApiRequest): Promise<HttpResponse> {
  return answer(req, async () => {
    const { type, id } = req.query ?? {}
    const record = type || id ? { type: text({ type }, 'type'), id: text({ id }, 'id') } : null
    const operator = await personAsking()
    const { gateway, secret } = Namespace.params.data
    if (!gateway || !secret) throw new Refusal(502, 'The settings "gateway" and "secret" are not filled in.')
    const response = await fetch(`${gateway.replace(/\/+$/, '')}/v1/contexts`, {
      method: 'POST',
      headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
      body: JSON.stringify({ operator, record }),
    }).catch(() => null)
    const given = response && response.ok ? await response.json().catch(() => null) : null
    // What the gateway said to our secret is not for a browser.
    if (!isObject(given)) throw new Refusal(502, 'The gateway gave no context.')
    return { gateway, context: text(given, 'context', 'context', 10_000) }
  })
}

/** The one place that knows it: that the host tells a method's script who is signed in is inferred, to be checked on a tenant. */
async function personAsking(): Promise<string> {
  const user = await System.users.getCurrentUser().catch(() => null)
  if (!user) throw new Refusal(403, 'Nobody is signed in.')
  return user.id
}

/** The largest list the SDK gives at once. */
const LARGEST_LIST = 10_000

/** The one place that knows the property's name: inferred from the type `LineSessions`, to be checked on a tenant. */
function sessionSearch(): Search<LineSessionFields, LineSessionItem> {
  return System.lines.sessions.search()
}

async function sessionById(id: string): Promise<LineSessionItem> {
  const search = sessionSearch().where((f, g) => g.and(f.__deletedAt.eq(null), f.__id.eq(id)))
  const session = await search.first()
  if (!session) throw new Refusal(404, 'There is no session with this id.')
  return session
}

/** The messenger kinds behind the sessions' channels, by channel id. */
async function channelTypes(sessions: readonly LineSessionItem[]): Promise<Map<string, string>> {
  const types = new Map<string, string>()
  if (sessions.length === 0) return types
  const search = System.lines.channels.search().where((f) => f.__deletedAt.eq(null))
  const channels = await search.size(LARGEST_LIST).all()
  for (const channel of channels) types.set(channel.data.__id, word(channel.data._type))
  return types
}

function described({ data }: LineSessionItem, types: ReadonlyMap<string, string>) {
  const channel = idOf(data._channel)
  return {
    id: data.__id,
    name: data.__name,
    line: idOf(data._line),
    channel,
    channelType: channel === null ? null : (types.get(channel) ?? null),
    state: word(data._state),
    operator: idOf(data._userId),
    chatId: data._externalChatId || null,
    chatName: data._externalChatName || null,
    createdAt: time(data.__createdAt),
    closedAt: time(data._closedAt),
    lastActivityAt: time(data._lastActivityAt) ?? time(data.__createdAt),
    apps: (data._apps ?? []).map((app) => ({ namespace: app.namespace, code: app.code, id: app.id })),
  }
}

/** A refusal that the caller is told with its status. */
class Refusal extends Error {
  readonly status: number
  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

type Body = { readonly [field: string]: unknown }

/** What the host's own deed threw, told with its words. */
function refused(cause: unknown): never {
  throw new Refusal(403, `The host refused: ${cause instanceof Error ? cause.message : String(cause)}`)
}

/** Runs a method and tells our own refusals; what else goes wrong is the host's 500. */
async function answer(req: HttpApiRequest, run: (body: Body) => Promise<unknown>): Promise<HttpResponse> {
  try {
    return new HttpResponse().status(200).json(await run(bodyOf(req)))
  } catch (cause) {
    if (!(cause instanceof Refusal)) throw cause
    return new HttpResponse().status(cause.status).json({ error: cause.message })
  }
}

function bodyOf(req: HttpApiRequest): Body {
  if (req.method.toUpperCase() === 'GET') return {}
  const body = typeof req.body === 'string' ? parsed(req.body) : req.body
  if (!isObject(body)) throw new Refusal(400, 'The body must be a JSON object.')
  return body
}

function parsed(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    throw new Refusal(400, 'The body is not JSON.')
  }
}

function isObject(value: unknown): value is Body {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function text(body: Body, field: string, path = field, most = 200): string {
  const value = body[field]
  if (typeof value !== 'string' || value === '' || value.length > most)
    throw new Refusal(400, `"${path}" must be a text of 1 to ${most} characters.`)
  return value
}

function wholeNumber(body: Body, field: string, least: number, most: number): number {
  const value = body[field]
  if (typeof value !== 'number' || !Number.isInteger(value) || value < least || value > most)
    throw new Refusal(400, `"${field}" must be a whole number from ${least} to ${most}.`)
  return value
}

function dateOf(body: Body, field: string): Datetime {
  const value = text(body, field)
  if (!/^\d{4}-\d\d-\d\d$/.test(value)) throw new Refusal(400, `"${field}" must be a date like 2026-11-20.`)
  return new Datetime(value, 'YYYY-MM-DD')
}

function appReference(body: Body, field: string): RefItem {
  const value = body[field]
  if (!isObject(value))
    throw new Refusal(400, `"${field}" must be an object with "namespace", "code" and "id".`)
  const part = (name: string) => text(value, name, `${field}.${name}`)
  return new RefItem(part('namespace'), part('code'), part('id'))
}

function fragmentOf(req: HttpApiRequest): string {
  const fragment = decodeURIComponent((req.fragment ?? '').replace(/^\/+|\/+$/g, ''))
  if (fragment === '') throw new Refusal(400, 'The address must end with the id of a session.')
  return fragment
}

function idOf(value: string | ItemRef | null | undefined): string | null {
  if (!value) return null
  return typeof value === 'string' ? value : value.id
}

/** An enumeration's value: a word, or an object with a `code` as categories are given. */
function word(value: unknown): string {
  if (isObject(value) && typeof value['code'] === 'string') return value['code']
  return value === null || value === undefined ? '' : String(value)
}

/** The host's date objects turn into RFC 3339 by way of JSON. */
function time(value: unknown): string | null {
  if (value === null || value === undefined || value === '') return null
  const written: unknown = JSON.parse(JSON.stringify(value))
  return typeof written === 'string' ? new Date(written).toISOString() : null
}
