import vue from '@vitejs/plugin-vue'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'
import { defineConfig } from 'vitest/config'

const unit = ['test/**/*.test.ts']
const browser = ['test/e2e/**/*.test.ts', 'test/widget/**/*.browser.test.ts', 'test/crm/**/*.browser.test.ts']

// Without stylesheets of their own, lazy chunks have nothing to preload: the bundler's loader for that is left out.
const plainImports: Plugin = {
  name: 'firstline:plain-imports',
  enforce: 'pre',
  apply: 'build',
  load: (id) => (id.includes('vite/preload-helper') ? 'export const __vitePreload = (load) => load()' : null),
}

// Lucide's drawings carry a name and keys for components that we do not use.
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

// The dependencies must share one runtime, and none of what only developers' tools need belongs in a page.
const pinia = fileURLToPath(new URL('node_modules/pinia/dist/pinia.esm-browser.prod.js', import.meta.url))

export default defineConfig({
  // Styles live inside the element's shadow root, so each component brings its own.
  plugins: [
    plainImports,
    bareDrawings,
    vue({ features: { customElement: true, optionsAPI: false, prodDevtools: false } }),
  ],
  resolve: {
    alias: { pinia },
    dedupe: ['vue', '@vue/runtime-core', '@vue/runtime-dom', '@vue/reactivity', '@vue/shared'],
  },
  base: './',
  build: {
    outDir: 'dist/widget',
    target: ['chrome123', 'firefox128', 'safari18'],
    modulePreload: false,
    rolldownOptions: {
      input: { firstline: 'widget/element.ts', page: 'widget/page.ts' },
      // Of the icon library only the drawings are used, not the components it makes of them.
      treeshake: { manualPureFunctions: ['createLucideIcon'] },
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        // What a card loads first is one file, however many parts that are loaded later share a piece of it.
        codeSplitting: {
          includeDependenciesRecursively: true,
          groups: [{ name: 'first', test: /widget\/element\.ts$/ }],
        },
      },
    },
  },
  test: {
    globalSetup: 'test/setup/global.ts',
    // Two cores: more workers only fight for them.
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
    projects: [
      { extends: true, test: { name: 'unit', include: unit, exclude: browser } },
      // Real Chromium: one file at a time, so that pages get the time they need.
      {
        extends: true,
        // On two busy cores a browser may be starved once; what fails twice is broken.
        test: { name: 'browser', include: browser, fileParallelism: false, testTimeout: 120_000, retry: 1 },
      },
    ],
  },
})
