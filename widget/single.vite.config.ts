import { defineConfig } from 'vite'
import { widgetPlugins, widgetResolve, widgetTarget, widgetTreeshake } from './build-parts.ts'

/**
 * The widget for hosts that load one classic script and nothing beside it: `dist/single/firstline.js` holds the form, the icons and
 * both languages, imports nothing and registers `<firstline-conversation>` when it runs.
 */
export default defineConfig({
  plugins: widgetPlugins,
  resolve: widgetResolve,
  build: {
    outDir: 'dist/single',
    target: widgetTarget,
    modulePreload: false,
    rolldownOptions: {
      input: { firstline: 'widget/element.ts' },
      treeshake: widgetTreeshake,
      output: { format: 'iife', entryFileNames: '[name].js', codeSplitting: false },
    },
  },
})
