import { randomInt } from 'node:crypto'
import { chmod, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { run } from './run.ts'
import type { Namespaces } from './namespaces.ts'

export interface Account {
  readonly user: string
  readonly password: string
}

export interface Accounts {
  /** May use Docker, unless the practice server was asked for without. */
  readonly member: Account
  /** May sign in, and is refused by Docker. */
  readonly visitor: Account
}

export interface Keys {
  /** Path of an ed25519 private key without a passphrase. */
  readonly plain: string
  /** Path of an ed25519 private key with `passphrase`. */
  readonly protected: string
  readonly passphrase: string
}

/** Makes the users of a host. Neither is root; both take part in nothing but this host. */
export async function addAccounts(host: Namespaces, mayUseDocker: boolean): Promise<Accounts> {
  const member = { user: 'member', password: newPassword() }
  const visitor = { user: 'visitor', password: newPassword() }
  await host.inside(
    `getent group docker >/dev/null || groupadd --system docker
    for user in member visitor; do useradd --create-home --shell /bin/bash "$user"; done
    if [ "$1" = true ]; then usermod --append --groups docker member; fi
    chpasswd 2>&1`,
    [String(mayUseDocker)],
    `${member.user}:${member.password}\n${visitor.user}:${visitor.password}\n`,
  )
  return { member, visitor }
}

/** Makes two key pairs in `folder`. */
export async function makeKeys(folder: string): Promise<Keys> {
  const keys = { plain: join(folder, 'key'), protected: join(folder, 'key-with-passphrase'), passphrase: newPassword() }
  const make = (file: string, passphrase: string) =>
    run('ssh-keygen', ['-q', '-t', 'ed25519', '-a', '4', '-N', passphrase, '-C', 'canteen practice', '-f', file])
  await Promise.all([make(keys.plain, ''), make(keys.protected, keys.passphrase)])
  await chmod(keys.plain, 0o600)
  return keys
}

/** Lets both users of the host in with either of these public keys. */
export async function allowKeys(host: Namespaces, keys: Keys): Promise<void> {
  const publicKeys = await Promise.all([keys.plain, keys.protected].map((file) => readFile(`${file}.pub`, 'utf8')))
  await host.inside(
    `lines=$(cat)
    for user in member visitor; do
      install -d -m 700 -o "$user" -g "$user" "/home/$user/.ssh"
      printf '%s\\n' "$lines" >"/home/$user/.ssh/authorized_keys"
      chown "$user:$user" "/home/$user/.ssh/authorized_keys"
    done`,
    [],
    publicKeys.join(''),
  )
}

function newPassword(): string {
  return `practice-${randomInt(100000, 1000000)}`
}
