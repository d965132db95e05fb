import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'
import { widgetPlugins, widgetResolve, widgetTarget, widgetTreeshake } from '../build-parts.ts'

/** The page that shows one story, into `dist/stories`. */
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: './',
  plugins: widgetPlugins,
  resolve: widgetResolve,
  build: {
    outDir: fileURLToPath(new URL('../../dist/stories', import.meta.url)),
    emptyOutDir: true,
    target: widgetTarget,
    modulePreload: false,
    // One small file after another is slow where a hundred stories are opened.
    rolldownOptions: { treeshake: widgetTreeshake },
  },
})
