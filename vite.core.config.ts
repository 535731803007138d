import path from 'node:path'
import { defineConfig, type Plugin } from 'vite'

/** Stay in node_modules: what has native code or programs in its folder, and optional parts that are not installed. */
const stays = /^(?:node:|electron$|@napi-rs\/keyring$|ssh2(?:\/|$)|bufferutil$|utf-8-validate$)/

/** dockerode can also build images, and loads libraries for that which would be a third of the bundle. Canteen builds none. */
const withoutImageBuilds: Plugin = {
  name: 'without-image-builds',
  enforce: 'pre',
  resolveId: (id) => (/^(?:@grpc\/|protobufjs$)/.test(id) ? '\0left-out' : null),
  load: (id) => (id === '\0left-out' ? 'module.exports = {}' : null),
}

interface Bundle {
  readonly input: string
  readonly folder: string
  readonly file: string
  readonly format: 'es' | 'cjs'
}

/**
 * Bundles what runs under Node and under Electron, libraries included: a start reads two files instead of a thousand, and takes
 * half the time and memory. The bridge is CommonJS because the sandbox asks for that.
 */
const bundles: Readonly<Record<string, Bundle>> = {
  browser: { input: 'main/browser.ts', folder: 'browser', file: 'main.js', format: 'es' },
  electron: { input: 'main/electron.ts', folder: 'electron', file: 'main.js', format: 'es' },
  reading: { input: 'main/reading/reading-thread.ts', folder: 'browser', file: 'reading.js', format: 'es' },
  electronReading: {
    input: 'main/reading/reading-thread.ts',
    folder: 'electron',
    file: 'reading.js',
    format: 'es',
  },
  bridge: { input: 'preload/bridge.ts', folder: 'electron', file: 'bridge.cjs', format: 'cjs' },
}

export default defineConfig({
  publicDir: false,
  plugins: [withoutImageBuilds],
  environments: Object.fromEntries(
    Object.entries(bundles).map(([name, { input, folder, file, format }]) => [
      name,
      {
        consumer: 'server' as const,
        resolve: { noExternal: true as const },
        build: {
          outDir: path.join('build', folder),
          // The first bundle of a folder empties it.
          emptyOutDir: name === 'browser' || name === 'electron',
          target: 'node24',
          rolldownOptions: {
            input,
            external: stays,
            output: { format, entryFileNames: file, chunkFileNames: '[name].js' },
          },
        },
      },
    ]),
  ),
  builder: {
    async buildApp(builder) {
      for (const name of Object.keys(bundles)) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
