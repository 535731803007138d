/**
 * The arrows of ARCHITECTURE.md. `npm run check` also makes sure that modules of every area were looked at.
 * @type {import('dependency-cruiser').IConfiguration}
 */
const libraries = (/** @type {string[]} */ ...names) => names.map((name) => `(^|/)node_modules/(@types/)?${name}/`)

/** @type {(name: string, home: string, ...packages: string[]) => import('dependency-cruiser').IForbiddenRuleType} */
const staysIn = (name, home, ...packages) => ({
  name: `${name}-stays-in-its-folder`,
  comment: 'Library types and errors do not leave their outside folder, so that a library can be replaced there.',
  severity: 'error',
  from: { path: '^(main|preload|renderer)/', pathNot: `^${home}` },
  to: { path: libraries(...packages) },
})

export default {
  forbidden: [
    {
      name: 'pure-areas-are-pure',
      comment: 'recipe, compose and plan turn values into values: no file, clock, network, randomness or process.',
      severity: 'error',
      from: { path: '^main/(recipe|compose|plan)/' },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(path|path/posix|buffer|url|util)$' },
    },
    {
      name: 'pure-areas-know-nobody',
      comment: 'They use each other, the contract, and libraries that only compute.',
      severity: 'error',
      from: { path: '^main/(recipe|compose|plan)/' },
      to: {
        path: '^(main|renderer|test)/|(^|/)node_modules/',
        pathNot: ['^main/(recipe|compose|plan)/', ...libraries('zod', 'yaml')],
      },
    },
    {
      name: 'outside-knows-no-area',
      comment: 'An outside folder is told what it needs; areas know it, never the other way round.',
      severity: 'error',
      from: { path: '^main/outside/([^/]+)/' },
      to: { path: '^(main|renderer|test)/', pathNot: ['^main/outside/$1/', '^main/stream/'] },
    },
    staysIn('docker', 'main/outside/docker/', 'dockerode', 'docker-modem'),
    staysIn('ssh', 'main/outside/(ssh|docker)/', 'ssh2'),
    staysIn('ssh-config', 'main/server/ssh-config\\.ts$', 'ssh-config'),
    staysIn('git', 'main/outside/git/', 'simple-git', 'isomorphic-git'),
    staysIn('keychain', 'main/outside/keychain/', '@napi-rs/keyring'),
    staysIn('log', 'main/outside/log/', 'pino'),
    {
      name: 'electron-stays-in-its-window',
      comment: 'Everything else runs under plain Node, so it is tested for real without a display.',
      severity: 'error',
      from: { pathNot: ['^main/window/electron/', '^main/electron\\.ts$', '^preload/bridge\\.ts$', '^test/electron/'] },
      to: { path: '(^|/)node_modules/electron/|^electron$' },
    },
    {
      name: 'page-sees-contract-only',
      comment: "The page may be compromised; what it knows of the core is the contract's shapes.",
      severity: 'error',
      from: { path: '^renderer/' },
      to: { path: '^(main|test)/|^preload/(?!contract/)' },
    },
    {
      name: 'page-has-no-node',
      severity: 'error',
      from: { path: '^(renderer|preload/contract)/' },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'parts-fetch-nothing',
      comment: 'Building blocks are given what they show.',
      severity: 'error',
      from: { path: '^renderer/parts/' },
      to: { path: ['^renderer/(api|pages)/', ...libraries('@trpc', '@tanstack/react-query')] },
    },
    {
      name: 'contract-knows-nobody',
      comment: 'One type crosses: the router, so that calls are checked.',
      severity: 'error',
      from: { path: '^preload/contract/', pathNot: '^preload/contract/router\\.ts$' },
      to: { path: '^(main|renderer|test)/|^preload/(?!contract/)' },
    },
    {
      name: 'router-crosses-as-a-type',
      severity: 'error',
      from: { path: '^preload/contract/router\\.ts$' },
      to: { path: '^main/', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'core-knows-no-page',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/headless/' },
      to: { path: '^renderer/' },
    },
    {
      name: 'terminal-knows-words-only',
      comment: 'The command in a terminal is a window too: it says the same sentences, and nothing else of the page.',
      severity: 'error',
      from: { path: '^main/headless/' },
      to: { path: '^renderer/(?!language/)' },
    },
    {
      name: 'terminal-draws-no-page',
      severity: 'error',
      from: { path: '^main/headless/' },
      to: { path: libraries('react', 'react-dom', 'react-i18next'), reachable: true },
    },
    {
      name: 'core-knows-no-terminal',
      severity: 'error',
      from: { path: '^main/', pathNot: '^main/headless(/|\\.ts$)' },
      to: { path: '^main/headless/' },
    },
    {
      name: 'areas-know-no-window',
      comment: 'A window shows the core; the core does not know which one.',
      severity: 'error',
      from: { path: '^main/', pathNot: ['^main/(window|api)/', '^main/(electron|browser)\\.ts$'] },
      to: { path: '^main/window/|^main/api/(?!core\\.ts$)' },
    },
    {
      name: 'product-knows-no-test',
      severity: 'error',
      from: { path: '^(main|preload|renderer)/' },
      to: { path: '^test/' },
    },
    {
      name: 'product-has-its-libraries',
      comment: 'What only developers install is not there for members.',
      severity: 'error',
      from: { path: '^(main|preload|renderer)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'], pathNot: '(^|/)node_modules/electron/' },
    },
    {
      name: 'no-circles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    { name: 'all-found', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(build|dist|test/pictures|test/recipes)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
}
