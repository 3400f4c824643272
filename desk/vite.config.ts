import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/** Where the server of a developer runs; the built desk is served by the server itself. */
const server = process.env.SERVER_URL ?? 'http://localhost:3000'

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  build: {
    outDir: 'dist',
    // The server sends `script-src 'self'`: everything is a file with a hash in its name, nothing is inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Measuring gzip sizes takes longer than bundling.
    reportCompressedSize: false,
    target: 'es2023',
    chunkSizeWarningLimit: 800,
    rolldownOptions: {
      output: {
        // What changes with a library's version, apart from what changes with each of ours: browsers keep it.
        codeSplitting: {
          groups: [
            { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
            { name: 'components', test: /node_modules\/(@mantine|@floating-ui|react-remove-scroll)\// },
            { name: 'data', test: /node_modules\/(@tanstack|zod)\/|\/protocol\/src\// },
            // English is there from the start, in one request with all areas; other languages are fetched when spoken.
            { name: 'words', test: /\/words\/(en|words)\b/ },
            { name: 'editor', test: /node_modules\/(@tiptap|prosemirror-|linkifyjs)/ },
          ],
        },
      },
    },
  },
  // The server answers its own origin only.
  server: { proxy: { '/api': { target: server, ws: true, headers: { origin: server } } } },
})
