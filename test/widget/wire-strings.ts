import { readdir } from 'node:fs/promises'
import * as z from 'zod/mini'

export type WireSchema = z.core.$ZodType
type Names = ReadonlyMap<WireSchema, string>

/** Every schema of the wire with its name, whatever file it stands in: a new one is among them by itself. */
async function namedSchemas(): Promise<Names> {
  const place = new URL('../../src/wire/', import.meta.url)
  const named = new Map<WireSchema, string>()
  for (const file of await readdir(place)) {
    // What a page asks is written by an operator.
    if (file === 'requests.ts') continue
    const exported = (await import(new URL(file, place).href)) as Record<string, unknown>
    for (const [name, one] of Object.entries(exported))
      if (one !== null && typeof one === 'object' && '_zod' in one)
        named.set(one as WireSchema, name.replace(/Schema$/, ''))
  }
  return named
}
const NAMES = await namedSchemas()

/**
 * Where the wire takes any text: `Session.address`, `Message.attachments[].name`. Times and words that are ours are left out; a part
 * that has a name of its own is told under that name alone.
 */
export function wireStrings(): string[] {
  return [...NAMES].flatMap(([schema, name]) => stringsOf(schema, name, true))
}

function stringsOf(schema: WireSchema, at: string, top = false): string[] {
  if (!top && NAMES.has(schema)) return []
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return isTime(def) ? [] : [at]
    case 'object':
      return Object.entries(def.shape).flatMap(([key, one]) => stringsOf(one, `${at}.${key}`))
    case 'array':
      return stringsOf(def.element, `${at}[]`)
    case 'record':
      return [...stringsOf(def.keyType, `${at}{}`), ...stringsOf(def.valueType, `${at}.*`)]
    case 'union':
      return [...new Set(known(def.options).flatMap((one) => stringsOf(one, at)))]
    case 'optional':
    case 'nullable':
    case 'default':
      return stringsOf(def.innerType, at)
    case 'number':
    case 'boolean':
    case 'enum':
    case 'literal':
    case 'null':
      return []
    default:
      throw new Error(`${at} is a ${def.type}, in which nobody looks for text yet.`)
  }
}

/** The same answer with each of its texts as `text` would have it, by the same names as in `wireStrings`. */
export function rewritten<T>(schema: WireSchema, value: T, text: (at: string, was: string) => string): T {
  return walk(schema, NAMES.get(schema) ?? '', value, text) as T
}

function walk(
  schema: WireSchema,
  path: string,
  value: unknown,
  text: (at: string, was: string) => string,
): unknown {
  if (value === null || value === undefined) return value
  const at = NAMES.get(schema) ?? path
  const { def } = (schema as z.core.$ZodTypes)._zod
  switch (def.type) {
    case 'string':
      return isTime(def) ? value : text(at, value as string)
    case 'object':
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => {
          const part = def.shape[key]
          return [key, part ? walk(part, `${at}.${key}`, one, text) : one]
        }),
      )
    case 'array':
      return (value as unknown[]).map((one) => walk(def.element, `${at}[]`, one, text))
    case 'record':
      return Object.fromEntries(
        Object.entries(value).map(([key, one]) => [key, walk(def.valueType, `${at}.*`, one, text)]),
      )
    case 'union': {
      const fitting = known(def.options).find((one) => z.safeParse(one, value).success)
      return fitting ? walk(fitting, at, value, text) : value
    }
    case 'optional':
    case 'nullable':
    case 'default':
      return walk(def.innerType, at, value, text)
    default:
      return value
  }
}

/** Without what a page takes for something else because it does not know it: nothing of that is shown. */
function known(options: readonly WireSchema[]): readonly WireSchema[] {
  return options.filter((one) => !one._zod.def.checks?.some((check) => check._zod.def.check === 'overwrite'))
}

function isTime(def: object): boolean {
  return 'format' in def && def.format === 'datetime'
}
