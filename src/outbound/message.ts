import { assessComposition, type Composition, type Demands } from '../domain/composition.ts'
import { reason, type Reason } from '../domain/reasons.ts'
import type { FieldValues, StartField } from '../domain/start-fields.ts'
import {
  renderTemplate,
  templateText,
  writtenValues,
  type FilledTemplate,
  type Template,
} from '../domain/template.ts'
import type { Channel, Line } from '../domain/words.ts'
import type { OutgoingFile } from '../hosts/port.ts'
import type { Intent } from '../journal/intent.ts'
import { templatesOf } from './declared.ts'
import { filesAtHand } from './files.ts'
import type { Target } from './target.ts'
import type { Outbound } from './types.ts'

/** What an intention says, with everything it names looked up: what the rules judge and the host gets. */
export interface Message {
  /** What the customer will read of a template, else the text as it was written. */
  readonly text: string
  /** For the host, with its values as the customer will read them. */
  readonly template?: FilledTemplate
  readonly files: readonly OutgoingFile[]
  readonly fields: FieldValues
  /** Why it may not go out like this (rules, section 5). */
  readonly faults: readonly Reason[]
}

/** Looks the message up and judges it. @throws HostError when the catalogue of templates cannot be read. */
export async function messageOf(
  o: Outbound,
  intent: Intent,
  where: Pick<Target, 'line' | 'channel' | 'session'>,
  demands: Demands,
): Promise<Message> {
  const { line, channel } = where
  const asked = intent.template
  const [found, { files, gone }] = await Promise.all([
    // Where no template is taken, which one it is makes no difference.
    asked && demands.template !== 'none' ? lookUp(o, asked.id, line, channel) : null,
    filesAtHand(o, intent),
  ])
  const unknown = asked !== undefined && demands.template !== 'none' && !found
  const fields = withInitial(demands.fields, intent.fields ?? {})
  const words = {
    text: intent.text,
    subject: where.session ? null : intent.subject,
    template: asked ? { of: found ?? unheardOf(asked.id), variables: asked.variables } : null,
    typed: intent.typed ?? null,
  }
  const { blindCopy = [], tags = [] } = intent
  const faults = [
    ...(unknown ? [reason('template-unknown', { kind: 'fill', field: 'template' })] : []),
    ...gone,
    ...faultsOf(o, intent, channel, { ...words, attachments: files, blindCopy, tags, fields }, demands),
  ]
  return {
    text: found && asked ? templateText(renderTemplate(found, asked.variables)) : intent.text,
    ...(asked
      ? { template: found ? { id: asked.id, variables: writtenValues(found, asked.variables) } : asked }
      : {}),
    files,
    fields,
    // Without the files that are gone there may be nothing left, but that is not what went wrong.
    faults: gone.length > 0 ? faults.filter(({ code }) => code !== 'empty-message') : faults,
  }
}

function faultsOf(
  o: Outbound,
  { kind }: Intent,
  channel: Channel,
  composition: Composition,
  demands: Demands,
): Reason[] {
  const policy = o.host.policy.channels[channel]
  if (!policy) return []
  // An answer goes under the subject that the session has.
  const asked = kind === 'reply' ? { ...policy, subject: 'optional' as const } : policy
  return assessComposition(asked, composition, demands)
}

async function lookUp(o: Outbound, id: string, line: Line, channel: Channel): Promise<Template | null> {
  const catalogue = await templatesOf(o, line, channel)
  return catalogue.find((template) => template.id === id) ?? null
}

/** In place of a template that nobody knows: there is nothing more to say about its words. */
function unheardOf(id: string): Template {
  return { id, name: '', language: null, category: null, header: null, body: '', footer: null, variables: [] }
}

/** A demanded field that was left out has what the host's own form would show there, as for processes that fill in no form. */
function withInitial(fields: readonly StartField[], given: FieldValues): FieldValues {
  const left = fields.filter(
    ({ id, required, initial }) => required && initial !== null && !Object.hasOwn(given, id),
  )
  return { ...Object.fromEntries(left.map(({ id, initial }) => [id, initial ?? ''])), ...given }
}
