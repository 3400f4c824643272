import { defineConfig } from 'vite'

/** The loader: one plain script, which leaves nothing in the host's page but what it means to. Built after the frame. */
export default defineConfig({
  root: import.meta.dirname,
  build: {
    outDir: 'dist',
    emptyOutDir: false,
    reportCompressedSize: false,
    target: 'es2022',
    rolldownOptions: {
      input: 'src/loader/loader.ts',
      output: { format: 'iife', entryFileNames: 'widget.js' },
    },
  },
})
