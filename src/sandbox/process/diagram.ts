import { readFileSync } from 'node:fs'
import type { Locale } from '../../words/index.ts'

/** The process of the sandbox: what its runs are kept under in the store. */
export const ORDER_READY = { namespace: 'crm', code: 'order-ready' } as const

/** The diagram as its designer left it: names in English, Russian ones in `firstline:ru`. */
export const DIAGRAM = readFileSync(new URL('./order-ready.bpmn', import.meta.url), 'utf8')

// An element's id, its English name and its Russian one stand side by side in the file.
const NAMED = / id="([\w-]+)" name="([^"]*)" firstline:ru="([^"]*)"/g

const NAMES = new Map(
  [...DIAGRAM.matchAll(NAMED)].map(([, id = '', en = '', ru = '']) => [id, { en, ru }] as const),
)

/** The diagram with its names in one language, for the viewer. */
export function diagramIn(locale: Locale): string {
  return DIAGRAM.replaceAll(NAMED, (_, id: string, en: string, ru: string) => {
    return ` id="${id}" name="${locale === 'ru' ? ru : en}"`
  })
}

/** An element's name for people; its id when it has none. */
export function elementName(id: string, locale: Locale): string {
  return NAMES.get(id)?.[locale] ?? id
}

/**
 * Our elements in a diagram, for the BPMN reader: a service task names a step of the plugin and holds its inputs.
 * The shape is a moddle descriptor (bpmn-io/moddle).
 */
export const MODDLE_OPTIONS = {
  firstline: {
    name: 'Firstline',
    uri: 'https://firstline.dev/bpmn',
    prefix: 'firstline',
    xml: { tagAlias: 'lowerCase' },
    types: [
      {
        name: 'Step',
        superClass: ['Element'],
        properties: [
          { name: 'id', isAttr: true, type: 'String' },
          { name: 'inputs', isMany: true, type: 'Input' },
        ],
      },
      {
        name: 'Input',
        superClass: ['Element'],
        properties: [
          { name: 'name', isAttr: true, type: 'String' },
          { name: 'value', isAttr: true, type: 'String' },
          { name: 'ru', isAttr: true, type: 'String' },
        ],
      },
    ],
  },
}
