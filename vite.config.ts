import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'

/**
 * Builds the interface for both windows. The pages run under a policy without inline scripts, inline styles or `data:`
 * scripts, so nothing is inlined: fonts and pictures become files of their own.
 */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react()],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../build/renderer',
    emptyOutDir: true,
    target: ['chrome130', 'firefox132', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // What the first page needs comes in one file: each further one is a request to a core that is starting.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
  },
})
