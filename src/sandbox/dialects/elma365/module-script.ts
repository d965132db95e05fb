import { AsyncLocalStorage } from 'node:async_hooks'
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { createContext, runInContext } from 'node:vm'
import { z } from 'zod'
import type { Engine } from '../../engine/index.ts'
import type { ProfileHolder } from './profile.ts'
import { Datetime } from './sdk/datetime.ts'
import { documented } from './sdk/documented.ts'
import { scriptFetch } from './sdk/fetch.ts'
import { HttpResponse } from './sdk/http-response.ts'
import { RefItem } from './sdk/references.ts'
import { systemOf } from './sdk/system.ts'

const FOLDER = new URL('../../../hosts/elma365/module/', import.meta.url)

/** The module's registry of methods, as the host's export has it (facts, 6.3). */
const Methods = z.array(
  z.object({
    method: z.string(),
    code: z.string(),
    func: z.string(),
    auth: z.enum(['external', 'internal']),
  }),
)
type Method = z.infer<typeof Methods>[number]

/** What a method receives: documented members only. */
interface HttpApiRequest {
  readonly method: string
  readonly query: Readonly<Record<string, string>>
  readonly body: string
  readonly fragment: string
}

export interface Module {
  /** The method published at this path, and what stood in place of its wildcard; `null`: none. */
  find(verb: string, path: string): { readonly method: Method; readonly fragment: string } | null
  /** `caller`: who is signed in where it is asked from; `null`: nobody. */
  call(method: Method, request: HttpApiRequest, caller: string | null): Promise<HttpResponse | undefined>
}

/** The module's settings as they stand now; `null`: not filled in. */
export interface ModuleSettings {
  gateway(): string | null
  secret(): string | null
}

/** Installs our module in the sandbox's host: its server script runs in a world of its own, over the documented SDK. */
export function installModule(engine: Engine, profile: ProfileHolder, settings: ModuleSettings): Module {
  const methods = Methods.parse(JSON.parse(readFileSync(new URL('methods.json', FOLDER), 'utf8')))
  const source = stripTypeScriptTypes(readFileSync(new URL('server.ts', FOLDER), 'utf8'))
  const callers = new AsyncLocalStorage<string | null>()
  const params = documented('Namespace.params', {
    get data() {
      const values = { gateway: settings.gateway(), secret: settings.secret() }
      return documented('Namespace.params.data', values)
    },
  })
  const world = createContext({
    System: systemOf(engine, profile, () => callers.getStore() ?? null),
    Namespace: documented('Namespace', { params }),
    fetch: scriptFetch,
    Datetime,
    HttpResponse,
    RefItem,
    // Shared, so that what the SDK throws is an error to the script.
    Error,
  })
  runInContext(source, world, { filename: 'server.ts' })
  return {
    find: (verb, path) => {
      for (const method of methods.filter((one) => one.method.split(',').includes(verb))) {
        const fragment = matched(method.code, path)
        if (fragment !== null) return { method, fragment }
      }
      return null
    },
    call: async (method, request, caller) => {
      const func: unknown = runInContext(method.func, world)
      if (typeof func !== 'function') throw new Error(`The script has no function ${method.func}.`)
      const answer: unknown = await callers.run(caller, () => func(request))
      return answer instanceof HttpResponse ? answer : undefined
    },
  }
}

/** The rest after a trailing wildcard, an empty text for the very path, or `null`. */
function matched(code: string, path: string): string | null {
  if (!code.endsWith('/*')) return code === path ? '' : null
  const stem = code.slice(0, -1)
  return path.startsWith(stem) ? path.slice(stem.length) : null
}
