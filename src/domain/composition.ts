import { addressFits } from './address.ts'
import { afterChoices, type After } from './after.ts'
import { assessFiles, type FileFacts } from './attachments.ts'
import type { ChannelPolicy, HostPolicy } from './policy.ts'
import { reason, type Reason } from './reasons.ts'
import { supervises, worksOn } from './reach.ts'
import { assessFields, type FieldValues, type StartField } from './start-fields.ts'
import {
  assessTemplate,
  assessTyped,
  type FilledTemplate,
  type Template,
  type TypedTemplate,
} from './template.ts'
import type { Verdict } from './verdict.ts'
import type { Line, Operator, Session } from './words.ts'

/** What a person or a process wants to send. `subject: null` means none was given. */
export interface Composition {
  readonly text: string
  readonly subject: string | null
  /** A template of the catalogue with its values; `text` is then not looked at. */
  readonly template?: { readonly of: Template; readonly variables: FilledTemplate['variables'] } | null
  /** Header and footer typed by hand (R-TPL-3). */
  readonly typed?: TypedTemplate | null
  readonly attachments?: readonly FileFacts[]
  readonly blindCopy?: readonly string[]
  readonly tags?: readonly string[]
  readonly fields?: FieldValues
}

/** What is demanded of a message beyond its channel's policy. */
export interface Demands {
  /** R-TPL-1 to 3. */
  readonly template: 'none' | 'optional' | 'required'
  /** R-TAG-1. */
  readonly tags: 'none' | 'optional' | 'required'
  /** R-MAIL-2, R-MAIL-3. */
  readonly fields: readonly StartField[]
}

/** A plain message: nothing but the channel's policy. */
export const NO_DEMANDS: Demands = { template: 'none', tags: 'none', fields: [] }

type MessagePolicy = Pick<ChannelPolicy, 'textLimit' | 'subject' | 'attachments' | 'blindCopy' | 'templates'>

/** What is wrong with the message itself on this channel, all of it (rules, section 5). Empty when nothing is. */
export function assessComposition(
  policy: MessagePolicy,
  composition: Composition,
  demands: Demands = NO_DEMANDS,
): Reason[] {
  return [
    ...assessWords(policy, composition, demands.template),
    ...assessSubject(policy, composition.subject),
    ...assessExtras(policy, composition, demands),
  ]
}

/** R-TPL-1 to 5, R-MSG-1, R-TEXT-1. */
function assessWords(policy: MessagePolicy, composition: Composition, demand: Demands['template']): Reason[] {
  const { template = null, typed = null, text, attachments = [] } = composition
  if (template) {
    if (demand === 'none') return [reason('template-not-taken', { kind: 'fill', field: 'text' })]
    return assessTemplate(template.of, template.variables)
  }
  if (typed) {
    const mayType = demand !== 'none' && policy.templates?.typed === true
    if (!mayType) return [reason('template-not-taken', { kind: 'fill', field: 'text' })]
    return [...assessText(policy, text, false), ...assessTyped(typed)]
  }
  if (demand === 'required') return [reason('template-required', { kind: 'fill', field: 'template' })]
  const alone = attachments.length > 0 && policy.attachments?.alone === true
  return assessText(policy, text, alone)
}

function assessText({ textLimit }: MessagePolicy, text: string, mayBeEmpty: boolean): Reason[] {
  const found: Reason[] = []
  if (text.trim() === '' && !mayBeEmpty) found.push(reason('empty-message', { kind: 'fill', field: 'text' }))
  if (textLimit !== null && text.length > textLimit)
    found.push(
      reason(
        'text-too-long',
        { kind: 'shorten', limit: textLimit },
        { limit: textLimit, length: text.length },
      ),
    )
  return found
}

/** R-MAIL-1, R-MAIL-2. */
function assessSubject(policy: MessagePolicy, subject: string | null): Reason[] {
  if (policy.subject === 'required' && (subject ?? '').trim() === '')
    return [reason('subject-missing', { kind: 'fill', field: 'subject' })]
  if (policy.subject === 'none' && (subject ?? '') !== '') return [reason('subject-not-taken')]
  return []
}

/** R-FILE-1, R-MAIL-1, R-TAG-1, R-MAIL-2. */
function assessExtras(policy: MessagePolicy, composition: Composition, demands: Demands): Reason[] {
  const { attachments = [], blindCopy = [], tags = [], fields = {} } = composition
  const found = attachments.length > 0 ? assessFiles(policy.attachments, attachments) : []
  if (attachments.length > 0 && (composition.template || composition.typed))
    found.push(reason('text-with-attachments', { kind: 'fill', field: 'attachments' }))
  if (blindCopy.length > 0 && !policy.blindCopy) found.push(reason('blind-copy-not-taken'))
  for (const address of blindCopy)
    if (policy.blindCopy && !addressFits('email', address))
      found.push(reason('blind-copy-malformed', { kind: 'fill', field: 'blind-copy' }, { address }))
  if (demands.tags === 'required' && tags.length === 0)
    found.push(reason('tag-missing', { kind: 'fill', field: 'tags' }))
  return [...found, ...assessFields(demands.fields, fields)]
}

/** May this be done after sending (R-AFTER-1 to 3)? Empty when it may. */
export function assessAfter(
  policy: Pick<HostPolicy, 'after'>,
  channel: Pick<ChannelPolicy, 'finished'> | undefined,
  line: Line,
  operatorId: string,
  after: After,
): Reason[] {
  if (after.kind === 'nothing') return []
  if (afterChoices(policy, channel, line, operatorId).includes(after.kind)) return []
  return [reason('after-not-offered', { kind: 'fill', field: 'after' }, { after: after.kind })]
}

/** May this operator answer in this session? Empty when they may (host rule of who answers; R-OPER-1, R-OPER-2). */
export function assessReply(policy: HostPolicy, line: Line, session: Session, operator: Operator): Reason[] {
  // Of a closed session nothing else matters.
  if (session.state === 'closed') return [reason('session-closed', { kind: 'choose-another' })]
  const found: Reason[] = []
  if (!worksOn(line, operator.id))
    found.push(reason('not-operator-of-line', { kind: 'ask-administrator' }, { line: line.name }))
  const foreign = session.operatorId !== null && session.operatorId !== operator.id
  if (policy.reply === 'assignee' && foreign && !supervises(line, operator.id))
    found.push(reason('session-of-another-operator', null, { operatorId: session.operatorId }))
  if (
    policy.operatorMayStart &&
    operator.status !== null &&
    !policy.operatorMayStart.includes(operator.status)
  )
    found.push(reason('operator-offline', { kind: 'go-online' }, { status: operator.status }))
  return found
}

/**
 * May an answer in one's own words go into an open session, as far as its window tells (R-WIN-1)? Empty while it is open, and where
 * nobody can tell. An approved template passes it.
 */
export function assessReplyWindow(verdict: Verdict): Reason[] {
  if (verdict.kind === 'free-form') return []
  if (verdict.kind === 'refused' && verdict.reasons[0].code === 'window-over') return [...verdict.reasons]
  const kind = verdict.kind === 'refused' ? 'ask-administrator' : 'choose-another'
  return [reason('template-required', { kind })]
}
