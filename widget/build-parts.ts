import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import type { Plugin, ResolveOptions } from 'vite'

/** Without stylesheets of their own, lazy chunks have nothing to preload: the bundler's loader for that is left out. */
const plainImports: Plugin = {
  name: 'firstline:plain-imports',
  enforce: 'pre',
  apply: 'build',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
}

/** Lucide's drawings carry a name and keys for components that we do not use. */
const bareDrawings: Plugin = {
  name: 'firstline:bare-drawings',
  apply: 'build',
  transform: (code, id) =>
    id.includes('@lucide/vue/dist/esm/icons/')
      ? code
          .replaceAll(/,\s*key: "\w+"/g, '')
          .replace(/name: "[\w-]+",\s*size: 24,/, '')
          .replace(/,\s*aliases: \[[^\]]*\]/, '')
      : null,
}

/** Names of components are for developers' tools, which no page of a customer's has. */
const namelessComponents: Plugin = {
  name: 'firstline:nameless-components',
  apply: 'build',
  transform: (code, id) => (id.includes('.vue') ? code.replace(/__name: ["']\w+["'],/, '') : null),
}

/** What every build of the widget is made with: styles live inside the element's shadow root, so each component brings its own. */
export const widgetPlugins = [
  plainImports,
  bareDrawings,
  vue({ features: { customElement: true, optionsAPI: false, prodDevtools: false } }),
  namelessComponents,
]

/** The dependencies must share one runtime, and none of what only developers' tools need belongs in a page. */
export const widgetResolve = {
  alias: {
    pinia: fileURLToPath(new URL('../node_modules/pinia/dist/pinia.esm-browser.prod.js', import.meta.url)),
  },
  dedupe: ['vue', '@vue/runtime-core', '@vue/runtime-dom', '@vue/reactivity', '@vue/shared'],
} satisfies ResolveOptions & { readonly alias: Record<string, string> }

/** The oldest browsers that the widget is written for. */
export const widgetTarget = ['chrome123', 'firefox128', 'safari18']

/** Of the icon library only the drawings are used, not the components it makes of them. */
export const widgetTreeshake = { manualPureFunctions: ['createLucideIcon'] }
