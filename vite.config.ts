import react from '@vitejs/plugin-react'
import { defineConfig, type HtmlTagDescriptor, type Plugin } from 'vite'

/** The two weights of the typeface for languages with Latin letters. */
const typeface = /atkinson-hyperlegible-latin-\d+-normal-.*\.woff2$/

/** Fetches at once what the first page draws with, instead of when a script or a style asks for it. */
const fetchAtOnce: Plugin = {
  name: 'fetch-at-once',
  transformIndexHtml: {
    order: 'post',
    handler(html, { bundle }) {
      const made = Object.values(bundle ?? {})
      const draw = made.find((each) => each.type === 'chunk' && each.name === 'draw')
      if (draw?.type !== 'chunk') return html
      const scripts = [draw.fileName, ...draw.imports].filter((file) => !html.includes(file))
      const fonts = made.map(({ fileName }) => fileName).filter((file) => typeface.test(file))
      return {
        html,
        tags: [
          ...[...(draw.viteMetadata?.importedCss ?? [])].map((file) => link(file, { rel: 'stylesheet' })),
          ...scripts.map((file) => link(file, { rel: 'modulepreload' })),
          ...fonts.map((file) => link(file, { rel: 'preload', as: 'font', type: 'font/woff2' })),
        ],
      }
    },
  },
}

function link(file: string, attributes: Readonly<Record<string, string>>): HtmlTagDescriptor {
  return { tag: 'link', injectTo: 'head', attrs: { ...attributes, crossorigin: '', href: `/${file}` } }
}

/**
 * Builds the interface for both windows. The pages run under a policy without inline scripts, inline styles or `data:`
 * scripts, so nothing is inlined: fonts and pictures become files of their own.
 */
export default defineConfig({
  root: 'renderer',
  base: '/',
  plugins: [react(), fetchAtOnce],
  css: { modules: { localsConvention: 'camelCaseOnly' } },
  build: {
    outDir: '../build/renderer',
    emptyOutDir: true,
    target: ['chrome130', 'firefox132', 'safari18'],
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 1500,
    // The first page comes in one file for asking the core and one for drawing: each further one is a request to a core that
    // is starting. Short names of exports would bring one more.
    rolldownOptions: {
      output: {
        minifyInternalExports: false,
        codeSplitting: {
          groups: [
            { name: 'ask', tags: ['$initial'], priority: 1 },
            { name: 'draw', test: /[\\/]draw-window\.tsx$/ },
          ],
        },
      },
    },
  },
})
