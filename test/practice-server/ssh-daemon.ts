import type { Namespaces } from './namespaces.ts'
import { until } from './until.ts'

export interface SshOptions {
  readonly password: boolean
  readonly key: boolean
  readonly streamLocal: boolean
  readonly tcpForwarding: boolean
}

export interface SshDaemon {
  /** SHA256 of the host key as ssh-keygen writes it: `SHA256:…`. */
  readonly hostKeySha256: () => string
  readonly rotateHostKey: () => Promise<void>
  readonly closePort: () => Promise<void>
  readonly openPort: () => Promise<void>
  readonly dropConnections: () => Promise<void>
}

/** Starts sshd on port 22 of the host. */
export async function startSsh(host: Namespaces, options: SshOptions): Promise<SshDaemon> {
  let hostKeySha256 = await makeHostKey(host)
  await host.inside('cat >/etc/ssh/practice_config', [], configuration(options))
  const openPort = async () => {
    await host.background('sshd.log', '/usr/sbin/sshd -D -e -f /etc/ssh/practice_config')
    await until('sshd listens', 10, async () => {
      const listening = await host.inside('ss -Hltn "sport = :22"')
      return listening === '' ? undefined : true
    })
  }
  const closePort = async () => {
    await host.inside('kill "$(cat /run/sshd.pid)"; while ss -Hltn "sport = :22" | grep -q .; do sleep 0.02; done')
  }
  await openPort()
  return {
    hostKeySha256: () => hostKeySha256,
    rotateHostKey: async () => {
      hostKeySha256 = await makeHostKey(host)
      await closePort()
      await openPort()
    },
    closePort,
    openPort,
    dropConnections: async () => {
      await host.inside(
        'listener=$(cat /run/sshd.pid 2>/dev/null || echo none); pgrep -x sshd | grep -vx "$listener" | while read -r session; do kill "$session" 2>/dev/null || true; done',
      )
    },
  }
}

async function makeHostKey(host: Namespaces): Promise<string> {
  const said = await host.inside(
    `rm -f /etc/ssh/practice_host_key*
    ssh-keygen -q -t ed25519 -N '' -C "$(hostname)" -f /etc/ssh/practice_host_key
    ssh-keygen -l -E sha256 -f /etc/ssh/practice_host_key.pub`,
  )
  const fingerprint = /SHA256:\S+/.exec(said)?.[0]
  if (fingerprint === undefined) throw new Error(`No fingerprint in: ${said}`)
  return fingerprint
}

function configuration(options: SshOptions): string {
  const yes = (value: boolean) => (value ? 'yes' : 'no')
  return [
    'Port 22',
    'ListenAddress 0.0.0.0',
    'HostKey /etc/ssh/practice_host_key',
    'PidFile /run/sshd.pid',
    'UsePAM no',
    'UseDNS no',
    'PermitRootLogin no',
    'KbdInteractiveAuthentication no',
    `PasswordAuthentication ${yes(options.password)}`,
    `PubkeyAuthentication ${yes(options.key)}`,
    `AllowStreamLocalForwarding ${yes(options.streamLocal)}`,
    `AllowTcpForwarding ${yes(options.tcpForwarding)}`,
    'Subsystem sftp internal-sftp',
    'LogLevel VERBOSE',
    '',
  ].join('\n')
}
