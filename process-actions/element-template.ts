import * as z from 'zod'
import { channelName } from '../src/words/index.ts'
import type { Field, StepDefinition, Words } from './define-step.ts'

type Locale = keyof Words

interface TemplatePlace {
  readonly locale: Locale
  /** Where the step is called, until a designer says otherwise. */
  readonly url: string
  /** Of the plugin, as `1.2.0`. */
  readonly version: string
}

interface Property {
  readonly id: string
  readonly label: string
  readonly type: 'String' | 'Text' | 'Dropdown' | 'Boolean'
  readonly group: string
  readonly binding: { readonly type: 'zeebe:input'; readonly name: string }
  readonly [key: string]: unknown
}

/** An element template as the modeller reads it: data, judged by its official schema. */
export interface ElementTemplate {
  readonly id: string
  readonly properties: readonly Readonly<Record<string, unknown>>[]
  readonly [key: string]: unknown
}

const SCHEMA = 'https://unpkg.com/@camunda/zeebe-element-templates-json-schema/resources/schema.json'
// Any task that is called over HTTP; the engine's own connector carries it out, so nothing of ours has to run there.
const CONNECTOR = 'io.camunda:http-json:1'
const GATEWAY = { en: 'Gateway', ru: 'Шлюз' } as const
const ANSWER = { en: 'Answer', ru: 'Ответ' } as const
const WORDS = {
  url: { en: 'Address of the step', ru: 'Адрес шага' },
  secret: { en: 'Secret of the workspace', ru: 'Секрет рабочего пространства' },
  secretHint: {
    en: 'As a secret of the engine, so that it stands in no diagram.',
    ru: 'Храните его среди секретов движка, чтобы его не было в схемах.',
  },
  result: { en: 'Variable for the answer', ru: 'Переменная для ответа' },
  resultHint: {
    en: 'Its body.exit says by which way to go on; null: wait for the callback.',
    ru: 'По body.exit видно, каким путём идти дальше; null — ждать обратного вызова.',
  },
  none: { en: 'Not chosen', ru: 'Не выбрано' },
} as const

/**
 * The step as an element template for bpmn-js and the modellers built on it (bpmn-io/element-templates): a service task with every
 * input of the step in its groups, in one language. What is left empty is left out of the call.
 */
export function elementTemplate(
  step: StepDefinition<z.ZodObject, z.ZodObject>,
  { locale, url, version }: TemplatePlace,
): ElementTemplate {
  const groups = step.layout.map(({ title }, n) => ({ id: `group-${n}`, label: title[locale] }))
  const { properties = {} } = z.toJSONSchema(step.input, { io: 'input' })
  const inputs = step.layout.flatMap(({ fields }, n) =>
    fields.map((field) => propertyOf(field, `group-${n}`, locale, properties[field.input])),
  )
  return {
    $schema: SCHEMA,
    id: `firstline.${step.id}`,
    name: step.title[locale],
    description: step.description[locale],
    version: numberOf(version),
    appliesTo: ['bpmn:Task'],
    elementType: { value: 'bpmn:ServiceTask' },
    engines: { camunda: '^8.3' },
    groups: [...groups, { id: 'gateway', label: GATEWAY[locale] }, { id: 'answer', label: ANSWER[locale] }],
    properties: [
      fixed({ type: 'zeebe:taskDefinition', property: 'type' }, CONNECTOR),
      fixed({ type: 'zeebe:input', name: 'method' }, 'POST'),
      fixed({ type: 'zeebe:input', name: 'authentication.type' }, 'bearer'),
      ...inputs,
      {
        ...box('url', WORDS.url[locale], 'gateway', 'url'),
        feel: 'optional',
        value: url,
        constraints: { notEmpty: true },
      },
      {
        ...box('secret', WORDS.secret[locale], 'gateway', 'authentication.token'),
        feel: 'optional',
        description: WORDS.secretHint[locale],
        value: '{{secrets.FIRSTLINE_SECRET}}',
        constraints: { notEmpty: true },
      },
      {
        label: WORDS.result[locale],
        description: WORDS.resultHint[locale],
        type: 'String',
        group: 'answer',
        value: camelCase(step.id),
        binding: { type: 'zeebe:taskHeader', key: 'resultVariable' },
      },
    ],
  }
}

function propertyOf(field: Field, group: string, locale: Locale, schema: unknown): Property {
  const { input, title, hint, required, control, choices = [] } = field
  const bare = {
    ...box(input, title[locale], group, `body.${input}`),
    ...(hint ? { description: hint[locale] } : {}),
  }
  const base = { ...bare, ...(required ? { constraints: { notEmpty: true } } : { optional: true }) }
  const named = choices.map(({ value, title: name }) => ({ name: name[locale], value }))
  const none = { name: WORDS.none[locale], value: '' }
  switch (control) {
    case 'choice':
      return { ...base, type: 'Dropdown', choices: named, value: defaultOf(schema) }
    case 'choices': {
      const lists = named.map(({ name, value }) => ({ name, value: `=["${value}"]` }))
      return { ...base, type: 'Dropdown', choices: [none, ...lists], value: '' }
    }
    case 'channel': {
      const channels = z.object({ enum: z.array(z.string()) }).parse(schema).enum
      const kinds = channels.map((value) => ({ name: channelName(value, locale), value }))
      return { ...base, type: 'Dropdown', choices: [none, ...kinds], value: '' }
    }
    case 'switch':
      return { ...bare, type: 'Boolean', feel: 'static', value: false }
    case 'author':
      return { ...base, feel: 'optional', value: defaultOf(schema) }
    case 'long-text':
      return { ...base, type: 'Text', feel: 'optional' }
    // Lists and values by name have no form of their own here: an expression gives them.
    case 'values':
    case 'tags':
    case 'files':
    case 'hops':
      return { ...base, type: 'Text', feel: 'required' }
    default:
      return { ...base, feel: 'optional' }
  }
}

const box = (id: string, label: string, group: string, name: string): Property => ({
  id,
  label,
  type: 'String',
  group,
  binding: { type: 'zeebe:input', name },
})

const fixed = (binding: object, value: string) => ({ type: 'Hidden', value, binding })

const defaultOf = (schema: unknown): string => z.object({ default: z.string() }).parse(schema).default

/** `1.2.3` → 1002003: a newer template has a greater number. */
const numberOf = (version: string): number =>
  version.split('.').reduce((sum, part) => sum * 1000 + Number(part), 0)

const camelCase = (id: string): string => id.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())
