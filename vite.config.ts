import { defineConfig } from 'vitest/config'
import { widgetPlugins, widgetResolve, widgetTarget, widgetTreeshake } from './widget/build-parts.ts'

const unit = ['test/**/*.test.ts']
const browser = [
  'test/e2e/**/*.test.ts',
  'test/widget/**/*.browser.test.ts',
  'test/crm/**/*.browser.test.ts',
  'test/plugin/**/*.browser.test.ts',
  'test/hosts/**/*.browser.test.ts',
]

export default defineConfig({
  plugins: widgetPlugins,
  resolve: widgetResolve,
  base: './',
  build: {
    outDir: 'dist/widget',
    target: widgetTarget,
    modulePreload: false,
    rolldownOptions: {
      input: {
        firstline: 'widget/element.ts',
        page: 'widget/page.ts',
        app: 'widget/app/index.ts',
        place: 'widget/app/place.ts',
        operations: 'widget/operations/index.ts',
        'place-chatwoot': 'src/hosts/chatwoot/embed/place.ts',
        'helpdeskeddy-plugin': 'src/hosts/helpdeskeddy/embed/plugin.ts',
      },
      treeshake: widgetTreeshake,
      preserveEntrySignatures: 'exports-only',
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        // What a card loads first is one file, however many parts that are loaded later share a piece of it.
        codeSplitting: {
          includeDependenciesRecursively: true,
          groups: [
            { name: 'first', test: /widget\/element\.ts$/, priority: 3 },
            // What forms and answers share stands in one file, all else of the form in another.
            {
              name: 'composing',
              test: /widget\/(new-session\/(stores\/(form|drafts|faults|language-of)|later|words\/spoken)|shared\/typed)\.ts$/,
              priority: 1,
            },
            // Small things that a card needs too: with the form's file they would bring the whole form to every card.
            {
              name: 'small',
              test: /(widget\/(shared\/((later-icons|lost-focus)\.ts|styles\/radio\.css)|conversation\/roving-focus\.ts|new-session\/(select\.css|(templates\/tool-icons|attachments\/(icons|file-name))\.ts))|src\/(words\/(sizes|set-apart)|gateway\/client\/known-operation)\.ts)/,
              priority: 1,
            },
            { name: 'NewSession', test: /widget\/new-session\/NewSession\.vue$/ },
          ],
        },
      },
    },
  },
  test: {
    globalSetup: 'test/setup/global.ts',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    // On busy cores what takes milliseconds may take seconds; a condition that holds is not kept waiting by this.
    expect: { poll: { timeout: 15_000 } },
    projects: [
      // Two cores: these tests wait for the database and for hosts more than they work.
      {
        extends: true,
        test: { name: 'unit', include: unit, exclude: browser, maxWorkers: 3, sequence: { groupOrder: 0 } },
      },
      // Real Chromium: two files at a time and nothing beside them, so that pages get the time they need.
      {
        extends: true,
        // On two busy cores a browser may be starved once; what fails twice is broken.
        test: {
          name: 'browser',
          include: browser,
          maxWorkers: 2,
          sequence: { groupOrder: 1 },
          testTimeout: 120_000,
          retry: 1,
        },
      },
    ],
  },
})
