/**
 * Expected trouble, as a closed union of codes with the facts that a sentence about it needs. The renderer owns the words
 * (`renderer/language`); the core never sends an English sentence that a member would read. `detail` holds what another
 * program said, word for word, for the Details fold; it has been cleaned of control characters and of secrets.
 */
export interface FailureFacts {
  // ── reaching a server ──
  'address-not-found': { readonly address: string }
  'server-unreachable': { readonly address: string; readonly port: number; readonly detail: string }
  'port-closed': { readonly address: string; readonly port: number }
  'server-silent': { readonly address: string; readonly port: number; readonly seconds: number }
  'not-ssh': { readonly address: string; readonly port: number }
  /** It speaks SSH, but only in ways that are no longer safe. */
  'ssh-outdated': { readonly address: string; readonly port: number; readonly detail: string }
  'host-key-unknown': {
    readonly address: string
    readonly keyType: string
    readonly sha256: string
    readonly sentence: string
  }
  'host-key-changed': {
    readonly address: string
    readonly keyType: string
    readonly sha256: string
    readonly sentence: string
    readonly knownSha256: string
    /** The file the known key came from: our own or the system's. */
    readonly source: string
  }
  'login-refused': { readonly user: string; readonly tried: string; readonly accepted: readonly string[] }
  'key-unreadable': { readonly detail: string }
  'key-needs-passphrase': Record<never, never>
  'key-passphrase-wrong': Record<never, never>
  'key-file-missing': { readonly file: string }
  'agent-missing': Record<never, never>
  'connection-lost': { readonly server: string }
  'docker-missing': { readonly detail: string }
  'docker-not-allowed': { readonly user: string; readonly detail: string }
  'docker-not-running': { readonly detail: string }
  'forwarding-forbidden': { readonly detail: string }
  'docker-too-old': { readonly version: string; readonly needed: string }
  'swarm-off': { readonly server: string }
  'swarm-worker': { readonly server: string }
  'proxy-network-missing': { readonly server: string }
  'server-unknown': { readonly server: string }
  'server-exists': { readonly server: string }
  'server-name-invalid': { readonly name: string }
  'server-in-use': { readonly server: string; readonly apps: number }
  // ── the keychain ──
  'keychain-missing': { readonly detail: string }
  'keychain-locked': { readonly detail: string }
  'credential-missing': { readonly server: string }
  // ── files on this computer ──
  'disk-full': { readonly file: string }
  'file-not-writable': { readonly file: string; readonly detail: string }
  'file-unreadable': { readonly file: string; readonly detail: string }
  'own-file-damaged': { readonly file: string; readonly keptAs: string; readonly detail: string }
  // ── catalogue and recipes ──
  'catalogue-unreachable': { readonly address: string; readonly detail: string }
  'catalogue-invalid': { readonly address: string; readonly detail: string }
  'catalogue-address-invalid': { readonly address: string }
  'recipe-unknown': { readonly recipe: string }
  'recipe-unreachable': { readonly recipe: string; readonly address: string; readonly detail: string }
  'recipe-version-unknown': { readonly recipe: string; readonly version: string }
  'recipe-file-missing': { readonly recipe: string; readonly file: string }
  'recipe-file-refused': {
    readonly recipe: string
    readonly file: string
    readonly reason: 'outside' | 'link' | 'submodule' | 'too-large' | 'special'
  }
  'recipe-invalid': {
    readonly recipe: string
    readonly file: string
    readonly line: number
    readonly column: number
    readonly detail: string
  }
  /** Reading it took longer, or more memory, than any recipe needs. */
  'recipe-too-slow': { readonly recipe: string }
  'env-invalid': { readonly file: string; readonly line: number; readonly detail: string }
  'git-missing': Record<never, never>
  // ── installing and running apps ──
  'domain-invalid': { readonly domain: string }
  'app-exists': { readonly app: string; readonly server: string }
  'app-unknown': { readonly app: string; readonly server: string }
  'app-running': { readonly app: string }
  'app-not-running': { readonly app: string }
  'name-not-typed': { readonly app: string }
  'log-closed': Record<never, never>
  'setting-required': { readonly key: string }
  'setting-invalid': { readonly key: string; readonly detail: string }
  'secret-missing': { readonly app: string; readonly secrets: readonly string[] }
  'secret-not-versioned': { readonly app: string; readonly secret: string }
  'service-not-scalable': { readonly app: string; readonly service: string }
  'secret-name-too-long': { readonly secret: string; readonly name: string }
  'config-changed': { readonly app: string; readonly config: string }
  'network-missing': { readonly network: string }
  'image-missing': { readonly image: string; readonly detail: string }
  'image-refused': { readonly image: string; readonly detail: string }
  'too-many-downloads': { readonly image: string; readonly detail: string }
  'engine-refused': { readonly request: string; readonly detail: string }
  'plan-outdated': { readonly app: string }
  'plan-unknown': Record<never, never>
  'job-unknown': Record<never, never>
  'job-running': { readonly app: string }
  'passwords-lost': { readonly app: string; readonly secrets: readonly string[] }
  // ── looking inside an app ──
  'part-not-running': { readonly app: string; readonly part: string }
  'part-elsewhere': { readonly app: string; readonly part: string; readonly machines: readonly string[] }
  'part-without-shell': { readonly part: string }
  'terminal-closed': Record<never, never>
  'folder-not-found': { readonly path: string }
  'folder-not-readable': { readonly path: string; readonly detail: string }
  'folder-not-writable': { readonly path: string; readonly detail: string }
  'file-not-found': { readonly path: string }
  /** It is neither a file nor a folder. */
  'file-special': { readonly path: string }
  'file-there': { readonly path: string }
  'folder-there': { readonly path: string }
  'upload-cut': { readonly name: string }
  'server-disk-full': { readonly server: string }
  'command-unknown': { readonly recipe: string; readonly command: string }
  'command-changed': { readonly recipe: string }
  'bash-missing': Record<never, never>
  // ── an app does not become steady ──
  'service-crashes': ServiceTrouble & { readonly exitCode: number }
  'service-killed-memory': ServiceTrouble
  'service-unhealthy': ServiceTrouble
  'service-image-missing': ServiceTrouble & { readonly image: string }
  'service-unplaceable': ServiceTrouble
  'service-rejected': ServiceTrouble
  'service-update-stopped': ServiceTrouble
  'service-rolled-back': ServiceTrouble
  'not-steady-in-time': { readonly app: string; readonly seconds: number; readonly waiting: readonly string[] }
  // ── the rest ──
  cancelled: Record<never, never>
  'input-invalid': { readonly detail: string }
  /** A bug of ours. `reference` finds its stack in the log. */
  unexpected: { readonly reference: string }
}

/** A service that does not run. `service` is its short name in the recipe, `detail` the task's own error, `log` its last lines. */
export interface ServiceTrouble {
  readonly app: string
  readonly service: string
  readonly detail: string
  readonly log: readonly string[]
}

export type FailureCode = keyof FailureFacts

export type Failure = {
  [Code in FailureCode]: { readonly code: Code; readonly facts: FailureFacts[Code] }
}[FailureCode]

/** Thrown wherever expected trouble happens; anything else that is thrown is a bug. */
export class Trouble extends Error {
  readonly failure: Failure
  constructor(failure: Failure, options?: ErrorOptions) {
    super(failure.code, options)
    this.name = 'Trouble'
    this.failure = failure
  }
}
