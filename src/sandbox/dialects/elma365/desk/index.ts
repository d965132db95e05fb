import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import type { NodeApp } from '../../../http.ts'
import type { ModuleDesk } from '../../desk.ts'
import { MODULE_NAMESPACE, TENANT } from '../values.ts'

const EMBED = new URL('../../../../hosts/elma365/embed/', import.meta.url)
const SINGLE = 'widget/single.vite.config.ts'
/** Where the host keeps a widget's files (facts, 6.4). */
const FOLDER = `/widgets/resources/${MODULE_NAMESPACE}/conversations`
const APPS = { contact: TENANT.contacts, deal: TENANT.deals, order: TENANT.orders }

/** The card of an item with our module's widget on its form. */
export const desk: ModuleDesk = {
  kind: 'module',
  script: 'desk-module',
  folder: FOLDER,
  app: ({ type, id }) => ({ ...APPS[type], id }),
  markup: async ({ id }) =>
    (await readFile(new URL('place.html', EMBED), 'utf8')).replace(/<%=.*?%>/, encodeURIComponent(id)),
}

/** The widget's files as they are once the module is imported and its scripts are compiled. */
export function mountWidget(app: NodeApp): void {
  const single = { built: null as Promise<string> | null }
  app.get(`${FOLDER}/client.js`, async (c) =>
    c.body(await compiled(), 200, { 'Content-Type': 'text/javascript' }),
  )
  app.get(`${FOLDER}/firstline.js`, async (c) =>
    // Made when a card first asks for it: a sandbox of another vendor never needs it.
    c.body(await (single.built ??= singleFile()), 200, { 'Content-Type': 'text/javascript' }),
  )
}

/** The client script, filled in as an administrator fills it in, in the form that the host compiles to (facts, 6.4). */
async function compiled(): Promise<string> {
  const source = await readFile(new URL('client.ts', EMBED), 'utf8')
  const names = Object.entries(APPS).map(([type, { namespace, code }]) => `'${namespace}/${code}': '${type}'`)
  const filledIn = source
    .replace(/MODULE_ID = '[^']*'/, `MODULE_ID = '${TENANT.moduleId}'`)
    .replace(/(RECORD_TYPES[^=]*=) \{[^}]*\}/, `$1 { ${names.join(', ')} }`)
  const body = stripTypeScriptTypes(filledIn).replace(/^import Firstline from 'firstline\.js'$/m, '')
  return `System.register(['firstline.js'], function (_export) {
    let Firstline
    return {
      setters: [(file) => (Firstline = file.default)],
      execute() { _export('default', function (Context, ViewContext, Server) { ${body}; return { onInit } }) },
    }
  })`
}

async function singleFile(): Promise<string> {
  const { build } = await import('vite')
  const built = await build({
    configFile: SINGLE,
    mode: 'production',
    logLevel: 'error',
    build: { write: false },
  })
  const [file] = [built].flat().flatMap((one) => ('output' in one ? one.output : []))
  if (file?.type !== 'chunk') throw new Error('The single file of the widget was not built.')
  return file.code
}
