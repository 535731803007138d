import path from 'node:path'
import { defineConfig } from 'vite'

/** Libraries stay in node_modules, which electron-builder packs; only our own files are joined. */
const isLibrary = (id: string): boolean => !id.startsWith('.') && !path.isAbsolute(id)

/** Bundles what Electron runs: its main process as a module, and the bridge as the CommonJS file that the sandbox asks for. */
export default defineConfig({
  publicDir: false,
  environments: {
    main: {
      consumer: 'server',
      build: {
        outDir: 'build/electron',
        emptyOutDir: true,
        target: 'node24',
        rolldownOptions: {
          input: 'main/electron.ts',
          external: isLibrary,
          output: { format: 'es', entryFileNames: 'main.js' },
        },
      },
    },
    bridge: {
      consumer: 'server',
      build: {
        outDir: 'build/electron',
        emptyOutDir: false,
        target: 'node24',
        rolldownOptions: {
          input: 'preload/bridge.ts',
          external: isLibrary,
          output: { format: 'cjs', entryFileNames: 'bridge.cjs' },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of ['main', 'bridge']) {
        const environment = builder.environments[name]
        if (environment) await builder.build(environment)
      }
    },
  },
})
