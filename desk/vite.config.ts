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
  },
  server: { proxy: { '/api': { target: server, ws: true } } },
})
