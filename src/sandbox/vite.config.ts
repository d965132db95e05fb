import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vite'

const at = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** The CRM's own modules and styles, into `dist/sandbox`: `vite build -c src/sandbox/vite.config.ts`. */
export default defineConfig({
  root: at('./crm'),
  base: '/assets/',
  publicDir: at('./crm/public'),
  build: {
    outDir: at('../../dist/sandbox'),
    emptyOutDir: true,
    target: ['chrome123', 'firefox128', 'safari18'],
    modulePreload: false,
    // The diagram's viewer is loaded on one page of a sandbox.
    chunkSizeWarningLimit: 1000,
    rolldownOptions: {
      input: {
        page: at('./crm/client/page.ts'),
        card: at('./crm/client/card.ts'),
        process: at('./crm/client/process.ts'),
        desk: at('./crm/client/desk.ts'),
        stories: at('./crm/client/stories.ts'),
        'desk-module': at('./dialects/elma365/desk/client.ts'),
        'desk-chatwoot': at('./dialects/chatwoot/desk/client.ts'),
        hde: at('./dialects/helpdeskeddy/desk/hde.ts'),
      },
      output: {
        entryFileNames: '[name].js',
        chunkFileNames: '[name]-[hash].js',
        // The pages name the first style sheet themselves.
        assetFileNames: ({ names }) => (names[0] === 'page.css' ? 'page.css' : '[name]-[hash][extname]'),
      },
    },
  },
})
