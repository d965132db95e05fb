/**
 * Firstline's step "Initiative message" as a process activity of an ELMA365 / BRIX365 module: paste it whole into the activity's
 * script (model "Result request") with the attributes of `activity.json`. It stands alone: no imports are possible there.
 *
 * Every outcome leaves by the normal exit and stands in `exit`, also a refusal by a rule; the error exit means that the call itself
 * was wrong or could not be made. `operation_id` names the message: whatever the host repeats, the customer gets it once.
 */

/* oxlint-disable no-unused-vars -- the host calls both functions by their names */

/** Asks the gateway to send. A gateway that is away is asked again by `check`; what is wrong with the call leaves by the error exit. */
async function action(): Promise<void> {
  take(await asked('POST', STEP, call()))
}

/** Is it known how it went? The host asks again and again until it is (`checkInterval`). */
async function check(): Promise<boolean> {
  if (Context.data.exit) return true
  const id = encodeURIComponent(Context.data.operation_id || '')
  const known = await asked('GET', `/v1/operations/${id}`)
  // The first call never arrived.
  take(known.answer['status'] === 404 ? await asked('POST', STEP, call()) : known)
  return Boolean(Context.data.exit)
}

const STEP = '/v1/process-actions/initiative-message'

type Answer = Readonly<Record<string, unknown>>

interface Given {
  readonly ok: boolean
  readonly answer: Answer
}

/** What a gateway that cannot be reached comes to. */
const AWAY: Given = { ok: false, answer: { status: 503 } }

/** The step's input, from the attributes that are filled in. */
function call(): Answer {
  const { operation_id, line, contact, channel, address, text, subject, initiator } = Context.data
  const { on_open_session, wait, time_limit } = Context.data
  if (!operation_id) throw new Error('The attribute "operation_id" is not filled in: it names the message.')
  return {
    operationId: operation_id,
    line,
    to: contact ? { contactId: contact.id } : { address },
    ...(channel ? { channel } : {}),
    message: { ...(subject ? { subject } : {}), text },
    author: initiator ? { initiator: initiator.id } : 'system',
    ...(on_open_session ? { onOpenSession: on_open_session } : {}),
    ...(wait ? { wait } : {}),
    ...(time_limit ? { timeLimit: time_limit } : {}),
  }
}

async function asked(method: string, path: string, body?: Answer): Promise<Given> {
  const { gateway, secret } = Namespace.params.data
  if (!gateway || !secret)
    throw new Error('The settings "gateway" and "secret" of the module are not filled in.')
  const response = await fetch(`${gateway.replace(/\/+$/, '')}${path}`, {
    method,
    headers: { Authorization: `Bearer ${secret}`, 'Content-Type': 'application/json' },
    ...(body ? { body: JSON.stringify(body) } : {}),
  }).catch(() => null)
  const answer = response ? await response.json().catch(() => null) : null
  return response && isObject(answer) ? { ok: response.ok, answer } : AWAY
}

/** The outputs of an answer; a gateway that is busy or away says nothing yet. Throws with the gateway's own words. */
function take({ ok, answer }: Given): void {
  if (ok) fillIn(answer)
  else if (!isPassing(answer)) throw new Error(sentenceOf(answer))
}

/** The outputs. `exit` stays empty while the outcome is open. */
function fillIn(answer: Answer): void {
  const reason = isObject(answer['reason']) ? answer['reason'] : {}
  const { data } = Context
  data.exit = word(answer['exit'])
  data.status = word(answer['status'])
  data.session_id = word(answer['sessionId'])
  data.message_id = word(answer['messageId'])
  data.channel_used = word(answer['channel'])
  data.address_used = word(answer['address'])
  data.reason_code = word(reason['code'])
  data.reason_text = word(reason['text'])
  data.at = word(answer['at'])
}

/** Busy, away, or at the very same call still: no mistake of ours. */
function isPassing({ status, code }: Answer): boolean {
  return (typeof status === 'number' && (status >= 500 || status === 429)) || code === 'in-progress'
}

/** What the gateway's problem says to people, and of the fields that were wrong their names. */
function sentenceOf(problem: Answer): string {
  const fields = Array.isArray(problem['fields']) ? problem['fields'] : []
  const named = fields.map((field) =>
    isObject(field) ? `${word(field['path'])}: ${word(field['message'])}` : '',
  )
  return [word(problem['detail']) || 'The gateway refused the call.', ...named].join(' ')
}

function word(value: unknown): string | null {
  return typeof value === 'string' ? value : null
}

function isObject(value: unknown): value is Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
