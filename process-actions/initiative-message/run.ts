import type * as z from 'zod'
import {
  initiativeMessage as send,
  InvalidInput,
  type Outbound,
  type StepAnswer,
  type StepHop,
  type StepInput,
} from '../../src/outbound/index.ts'
import { usualCondition } from '../../src/domain/outcome.ts'
import { durationMs } from './parts.ts'
import { StepInputSchema } from './schemas.ts'

type Body = z.output<typeof StepInputSchema>

/**
 * Runs the step on a body as it came from a process engine. Resolves when the exit is known.
 * @param onKnown called when the same call came before.
 * @throws InvalidInput with every wrong field, OperationConflict; HostError only on a dry run.
 */
export async function run(o: Outbound, body: unknown, onKnown?: () => void): Promise<StepAnswer> {
  return send(o, readInput(body), onKnown)
}

/** The body as the step takes it. @throws InvalidInput with every wrong field. */
export function readInput(body: unknown): StepInput {
  const checked = StepInputSchema.safeParse(body)
  if (checked.success) return toStepInput(checked.data)
  throw new InvalidInput(
    checked.error.issues.flatMap((issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({
            path: [...issue.path, key].join('.'),
            message: 'there is no such field',
          }))
        : [{ path: issue.path.join('.') || 'body', message: issue.message }],
    ),
  )
}

/** The checked body as the use case takes it. */
function toStepInput(body: Body): StepInput {
  const fields = filled<string | boolean | readonly string[]>(body.fields ?? {})
  return {
    operationId: body.operationId,
    line: body.line,
    to: recipient(body.to),
    channel: body.channel ?? null,
    message: messageOf(body.message),
    author: body.author,
    onOpenSession: body.onOpenSession,
    wait: body.wait,
    timeLimitMs: body.timeLimit === undefined ? null : durationMs(body.timeLimit),
    callbackUrl: body.callbackUrl ?? null,
    dryRun: body.dryRun,
    ...(body.tags && body.tags.length > 0 ? { tags: [...new Set(body.tags)] } : {}),
    ...(Object.keys(fields).length > 0 ? { fields } : {}),
    ...(body.sendAt === undefined ? {} : { sendAt: new Date(body.sendAt).toISOString() }),
    ...(body.quietHours === 'ignore' ? { quietHours: 'ignore' } : {}),
    ...(body.cancelOn && body.cancelOn.length > 0 ? { cancelOn: body.cancelOn } : {}),
    ...(body.hops ? { hops: body.hops.map((hop) => hopOf(hop, body.wait)) } : {}),
  }
}

function hopOf(hop: NonNullable<Body['hops']>[number], wait: Body['wait']): StepHop {
  return {
    line: hop.line,
    channel: hop.channel ?? null,
    ...(hop.to ? { to: recipient(hop.to) } : {}),
    message: messageOf(hop.message),
    condition: hop.condition ?? usualCondition(wait),
    patienceMs: durationMs(hop.patience),
  }
}

/** What was not given is left out, so that a body has the fingerprint that it had before there was such an input. */
function messageOf({ text = '', template, ...others }: Body['message']): StepInput['message'] {
  const subject = others.subject ?? null
  const files = others.attachments?.length ? { attachments: others.attachments } : {}
  if (!template) return { text, subject, ...files }
  return {
    text: '',
    subject,
    ...files,
    template: { id: template.id, variables: filled<string>(template.variables) },
  }
}

/** Without the empty ones, and numbers as their text. */
function filled<T extends string | boolean | readonly string[]>(
  values: Readonly<Record<string, T | number | null>>,
): Record<string, T | string> {
  const given = new Map<string, T | string>()
  for (const [name, value] of Object.entries(values))
    if (value !== null) given.set(name, typeof value === 'number' ? String(value) : value)
  return Object.fromEntries(given)
}

function recipient({ contactId, address, record }: Body['to']): StepInput['to'] {
  if (contactId !== undefined) return { contactId }
  if (address !== undefined) return { address }
  if (record !== undefined) return { record }
  throw new InvalidInput([{ path: 'to', message: 'give exactly one of contactId, address and record' }])
}
