/** From nothing, so that neither the member's settings nor their passwords and agents have a part in foreign repositories. */
export function gitEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
  { plainHttp, ceiling }: { readonly plainHttp: boolean; readonly ceiling: string },
): Record<string, string> {
  const kept = Object.fromEntries(passedOn.flatMap((name) => (environment[name] ? [[name, environment[name]]] : [])))
  return {
    ...kept,
    LC_ALL: 'C',
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_TERMINAL_PROMPT: '0',
    // http only to this computer, where the address says so.
    GIT_ALLOW_PROTOCOL: plainHttp ? 'http' : 'https',
    GIT_LFS_SKIP_SMUDGE: '1',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_OPTIONAL_LOCKS: '0',
    // Above the clone nothing is a repository, even where ~/.abra itself is kept in git.
    GIT_CEILING_DIRECTORIES: ceiling,
  }
}

/** What git and its https need to start, and how this computer reaches the internet. */
const passedOn = [
  'PATH',
  'SystemRoot',
  'TEMP',
  'TMP',
  'TMPDIR',
  'HTTPS_PROXY',
  'https_proxy',
  'NO_PROXY',
  'no_proxy',
  'GIT_SSL_CAINFO',
  'SSL_CERT_FILE',
  'SSL_CERT_DIR',
]

/** With `plainHttp` no redirect leads anywhere else. */
export function gitConfig(plainHttp: boolean): string[] {
  return [
    'core.hooksPath=/dev/null',
    'core.symlinks=false',
    'core.fsmonitor=false',
    'core.protectHFS=true',
    'core.protectNTFS=true',
    'credential.helper=',
    'fetch.prune=false',
    'fetch.pruneTags=false',
    'gc.auto=0',
    'maintenance.auto=false',
    `http.followRedirects=${plainHttp ? 'false' : 'initial'}`,
    'http.lowSpeedLimit=500',
    'http.lowSpeedTime=20',
    'protocol.allow=never',
    `protocol.${plainHttp ? 'http' : 'https'}.allow=always`,
    'safe.bareRepository=explicit',
    'submodule.recurse=false',
    'transfer.fsckObjects=true',
  ]
}
