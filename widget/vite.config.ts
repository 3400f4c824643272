import { defineConfig } from 'vite'

/** The frame: a page of our own inside the host's, with one file for each language. */
export default defineConfig({
  root: import.meta.dirname,
  base: '/widget/',
  build: {
    outDir: 'dist',
    // The page's policy runs files of ours only: nothing is inline.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    target: 'es2022',
    rolldownOptions: { input: 'frame.html' },
  },
})
