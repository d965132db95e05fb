import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { createContext, runInContext } from 'node:vm'
import { z } from 'zod'
import type { ModuleSettings } from './module-script.ts'
import { documented } from './sdk/documented.ts'
import { scriptFetch } from './sdk/fetch.ts'

const FOLDER = new URL('../../../hosts/elma365/activity/', import.meta.url)

/** The activity as an export has it: the part that a node of a diagram needs (facts, 6.2). */
const Definition = z.object({
  context: z.array(
    z.object({
      code: z.string(),
      required: z.boolean(),
      view: z.object({ input: z.boolean(), output: z.boolean() }),
    }),
  ),
  data: z.object({ execution: z.array(z.object({ code: z.enum(['sync', 'future']) })).length(1) }),
})

/** A node of a running process. */
export interface ActivityNode {
  /** What the diagram fills the attributes with, by their codes. */
  readonly inputs: Readonly<Record<string, unknown>>
  /** Is the module switched on? */
  readonly isOn?: () => boolean
  /** The interval before the result is asked for again. */
  pause(): Promise<void>
}

/** By which exit the node was left, and what it gave the process. */
export interface ActivityEnd {
  readonly exit: 'next' | 'error'
  readonly outputs: Readonly<Record<string, unknown>>
  readonly error: string | null
}

/**
 * Our process activity as the host runs it: `action()` once, and in the model "Result request" `check()` until it says true. What
 * either throws, and a module that is off, leaves by the error exit (facts, 6.2; that a throw does is inferred).
 */
export function installActivity(settings: ModuleSettings): (node: ActivityNode) => Promise<ActivityEnd> {
  const definition = Definition.parse(JSON.parse(readFileSync(new URL('activity.json', FOLDER), 'utf8')))
  const source = stripTypeScriptTypes(readFileSync(new URL('activity.ts', FOLDER), 'utf8'))
  const codes = definition.context.map(({ code }) => code)
  const outputs = definition.context.filter(({ view }) => view.output).map(({ code }) => code)
  const polls = definition.data.execution.some(({ code }) => code === 'future')
  const params = documented('Namespace.params', {
    get data() {
      const values = { gateway: settings.gateway(), secret: settings.secret() }
      return documented('Namespace.params.data', values)
    },
  })

  return async ({ inputs, isOn = () => true, pause }) => {
    const data = attributes(codes, inputs)
    const end = (error: unknown): ActivityEnd => ({
      exit: error === null ? 'next' : 'error',
      outputs: Object.fromEntries(outputs.map((code) => [code, data[code] ?? null])),
      error: error === null ? null : error instanceof Error ? error.message : String(error),
    })
    const world = createContext({
      Context: documented('Context', { data }),
      Namespace: documented('Namespace', { params }),
      fetch: scriptFetch,
      Error,
    })
    const call = async (name: 'action' | 'check'): Promise<unknown> => {
      if (!isOn()) throw new Error('The module is switched off.')
      return runInContext(`${name}()`, world)
    }
    try {
      runInContext(source, world, { filename: 'activity.ts' })
      await call('action')
      if (polls) while ((await call('check')) !== true) await pause()
      return end(null)
    } catch (cause) {
      return end(cause)
    }
  }
}

/** The attributes that the activity declares, and no others: those that nobody filled in are empty. */
function attributes(codes: readonly string[], inputs: ActivityNode['inputs']): Record<string, unknown> {
  const values: Record<string, unknown> = Object.fromEntries(
    codes.map((code) => [code, inputs[code] ?? null]),
  )
  const known = (code: string | symbol): void => {
    if (typeof code === 'string' && !codes.includes(code))
      throw new Error(`The activity has no attribute ${code}.`)
  }
  return new Proxy(values, {
    get(target, code) {
      known(code)
      return Reflect.get(target, code)
    },
    set(target, code, value) {
      known(code)
      return Reflect.set(target, code, value)
    },
  })
}
