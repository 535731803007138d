import type { Duplex } from 'node:stream'

/** How the Engine is reached: each call of `channel` opens one more way to its socket (over SSH), or it is on this computer. */
export type EngineOptions = Reach & {
  /** The server's name and the user signed in as: for failures, which name them. */
  readonly server: string
  readonly user: string
  /** Where the number of channels is limited (sshd's MaxSessions, 10 for `docker system dial-stdio`): at most so many at once. */
  readonly maxChannels?: number
  /** Answers are waited for so many times as long as usual: 1 unless said, less in tests that have a server fall silent. */
  readonly patience?: number | undefined
}

type Reach = { readonly channel: () => Promise<Duplex> } | { readonly socketPath: string }
