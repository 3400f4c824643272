import { defineConfig } from 'vite'

/** Two pages: the lab itself, and the shop that it frames, which loads the real widget as any shop does. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/try/',
  build: {
    outDir: 'dist',
    // The server sends `script-src 'self'`: everything is a file with a hash in its name, nothing is inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: 'es2023',
    rolldownOptions: { input: ['index.html', 'shop.html'] },
  },
})
