import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { access, chmod, readdir, readFile, writeFile } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { PracticeServer, PracticeServers } from '../practice-server/practice-server.ts'
import { startPracticeServers } from '../practice-server/practice-server.ts'
import { run } from '../practice-server/run.ts'
import { until } from '../practice-server/until.ts'
import { askWeb, deployByHand, sshEnvironment } from '../support/practice.ts'

describe('a practice server', () => {
  let practice: PracticeServers
  let server: PracticeServer
  let env: NodeJS.ProcessEnv

  beforeAll(async () => {
    practice = await startPracticeServers()
    server = first(practice)
    env = await sshEnvironment(practice)
  }, 600_000)
  afterAll(() => practice.stop())

  const ssh = (user: string, ...command: readonly string[]) =>
    run('ssh', [`${user}@${server.address}`, ...command], { env })

  test('lets its user in by key and by password', async () => {
    expect(await ssh(server.user, 'id', '-un')).toBe('member\n')
    expect(await byPassword(practice, server, server.user, server.password)).toBe('member\n')
    await expect(byPassword(practice, server, server.user, 'not-the-password')).rejects.toThrow('Permission denied')
  })

  test('has users that the machine itself does not know', async () => {
    expect(await readFile('/etc/passwd', 'utf8')).not.toContain('/home/visitor')
    expect(await ssh('visitor', 'ls', '/home')).toBe('member\nvisitor\n')
  })

  test('lets its user work with Docker and refuses the other', async () => {
    expect(await ssh(server.user, 'docker', 'info', '--format', '{{.Name}}')).toBe(`${server.name}\n`)
    await expect(ssh(server.noDockerUser.user, 'docker', 'ps')).rejects.toThrow('permission denied')
  })

  test('has swarm mode on and the network proxy', async () => {
    expect(await server.docker('info', '--format', '{{.Swarm.LocalNodeState}}')).toBe('active\n')
    expect(await server.docker('network', 'inspect', 'proxy', '--format', '{{.Driver}} {{.Scope}}')).toBe(
      'overlay swarm\n',
    )
  })

  test('answers for a noticeboard that was put there over SSH', async () => {
    expect((await askWeb(server, 'noticeboard.localhost')).status).toBe(404)
    await deployByHand(practice, server, {
      recipe: 'noticeboard',
      overlays: ['banner'],
      settings: { TITLE: 'Allotment', BANNER_TEXT: 'Mind the hedgehog' },
      secrets: { admin_password: 'hedge', api_token: 'token' },
      docker: { host: `ssh://${server.user}@${server.address}`, env },
    })
    const page = await answer(server, 'noticeboard.localhost')
    expect(page).toContain('<h1>Allotment</h1>')
    expect(page).toContain('Mind the hedgehog')
    expect((await askWeb(server, 'noticeboard.localhost', { text: 'Lost a spade', password: 'wrong' })).status).toBe(
      403,
    )
    const pinned = await askWeb(server, 'noticeboard.localhost', { text: 'Found a spade', password: 'hedge' })
    expect(pinned.status).toBe(303)
    expect(await answer(server, 'noticeboard.localhost')).toContain('<li>Found a spade</li>')
  })

  test('answers for a guestbook that writes to PostgreSQL, and its backup comes back', async () => {
    const secrets = { db_password: 'a database password', session_key: 'a session key' }
    await deployByHand(practice, server, { recipe: 'guestbook', secrets })
    await answer(server, 'guestbook.localhost')
    expect((await askWeb(server, 'guestbook.localhost', { name: 'Ada', words: 'Good soup' })).status).toBe(303)
    const [db] = (await server.docker('ps', '--quiet', '--filter', 'name=guestbook_db')).trim().split('\n')
    await server.docker('exec', db ?? '', '/pg_backup.sh', 'backup')
    expect((await askWeb(server, 'guestbook.localhost', { name: 'Bob', words: 'Too salty' })).status).toBe(303)
    expect(await answer(server, 'guestbook.localhost')).toContain('Too salty')
    await server.docker('exec', db ?? '', '/pg_backup.sh', 'restore')
    const page = await answer(server, 'guestbook.localhost')
    expect(page).toContain('<b>Ada</b>: Good soup')
    expect(page).not.toContain('Too salty')
  })

  test('has a catalogue whose recipes have annotated tags for three versions', async () => {
    const recipes = (await (await fetch(practice.catalogue)).json()) as Record<string, CatalogueEntry>
    expect(Object.keys(recipes).sort()).toEqual(['guestbook', 'noticeboard', 'rickety'])
    for (const { repository, icon, versions } of Object.values(recipes)) {
      expect((await fetch(icon)).headers.get('content-type')).toBe('image/png')
      const tags = await run('git', ['ls-remote', '--tags', repository])
      const annotated = versions.flatMap(Object.keys).filter((tag) => tags.includes(`refs/tags/${tag}^{}`))
      expect(annotated).toHaveLength(3)
    }
    const push = run('git', ['push', recipes.rickety?.repository ?? '', 'HEAD:refs/heads/stranger'], { env })
    await expect(push).rejects.toThrow('403')
  })

  test('shows another host key when asked to, closes its port, and opens it again', async () => {
    const before = server.hostKeySha256
    expect(await fingerprint(server)).toBe(before)
    await server.rotateHostKey()
    expect(server.hostKeySha256).not.toBe(before)
    expect(await fingerprint(server)).toBe(server.hostKeySha256)
    await server.closePort()
    await expect(ssh(server.user, 'true')).rejects.toThrow('Connection refused')
    await server.openPort()
    expect(await ssh(server.user, 'id', '-un')).toBe('member\n')
  })

  test('cuts open connections when asked to', async () => {
    const open = spawn('ssh', [`${server.user}@${server.address}`, 'echo open; exec sleep 600'], { env })
    await once(open.stdout, 'data')
    const ended = once(open, 'exit')
    await server.dropConnections()
    expect(await ended).toEqual([255, null])
    expect(await ssh(server.user, 'id', '-un')).toBe('member\n')
  })

  describe('has an app that', () => {
    test('stands when no way to fail is chosen', async () => {
      await deployByHand(practice, server, { recipe: 'rickety' })
      expect(await answer(server, 'rickety.localhost')).toContain('Rickety 1.2.0 stands')
    })

    test('is published in a version that never starts', async () => {
      await deployByHand(practice, server, { recipe: 'rickety', version: '1.1.0+1.1.0', stack: 'broken' })
      await failure(server, 'broken', /non-zero exit \(1\)/)
    })

    const ways = { crash: /non-zero exit \(1\)/, image: /No such image/, unhealthy: /unhealthy/, memory: /\(137\)/ }
    test.each(Object.entries(ways))('fails by %s', async (way, error) => {
      const stack = await deployByHand(practice, server, { recipe: 'rickety', stack: `by-${way}`, overlays: [way] })
      await failure(server, stack, error)
      if (way === 'crash') {
        const logs = 'docker -H "unix://$1" service logs "$2" 2>&1'
        const said = await run('bash', ['-c', logs, 'bash', server.dockerSocket, `${stack}_app`])
        expect(said).toContain('FATAL: the settings name a shelf')
      }
    })

    test('finds nowhere to run', async () => {
      await deployByHand(practice, server, { recipe: 'rickety', stack: 'nowhere', overlays: ['nowhere'] })
      await failure(server, 'nowhere', /no suitable node/)
    })

    test('is refused without its secret', async () => {
      const app = { recipe: 'rickety', stack: 'secretless', overlays: ['secret'] }
      const settings = { SECRET_LICENCE_VERSION: 'v1' }
      await expect(deployByHand(practice, server, { ...app, settings })).rejects.toThrow('secret not found')
    })
  })
})

describe('practice servers', () => {
  test('can be bare, strict and far away', async () => {
    const practice = await startPracticeServers({
      swarm: 'bare',
      logins: { password: false },
      dockerUser: false,
      latencyMs: 200,
      catalogue: false,
    })
    try {
      const server = first(practice)
      expect(await server.docker('info', '--format', '{{.Swarm.LocalNodeState}}')).toBe('inactive\n')
      await expect(byPassword(practice, server, server.user, server.password)).rejects.toThrow('(publickey)')
      const env = await sshEnvironment(practice)
      const docker = run('ssh', ['-p', String(server.port), `${server.user}@${server.address}`, 'docker', 'ps'], {
        env,
      })
      await expect(docker).rejects.toThrow('permission denied')
      const start = performance.now()
      const socket = connect(server.port, server.address)
      await once(socket, 'data')
      socket.destroy()
      expect(performance.now() - start).toBeGreaterThanOrEqual(99)
    } finally {
      await practice.stop()
    }
  })

  test('can form one swarm, whose machines lead to an app wherever it runs', async () => {
    const practice = await startPracticeServers({ hosts: 2, joined: true })
    try {
      const [manager, worker] = practice.servers
      if (manager === undefined || worker === undefined) throw new Error('There are not two servers')
      await deployByHand(practice, manager, { recipe: 'rickety', stack: 'away' })
      await manager.docker('service', 'update', '--detach', '--constraint-add', 'node.role==worker', 'away_app')
      await until('the app has moved to the worker', 60, async () => {
        const there = await worker.docker('ps', '--quiet', '--filter', 'name=away_app', '--filter', 'health=healthy')
        return there === '' ? undefined : true
      })
      expect(await answer(manager, 'away.localhost')).toContain('Rickety 1.2.0 stands')
      expect(await answer(worker, 'away.localhost')).toContain('Rickety 1.2.0 stands')
    } finally {
      await practice.stop()
    }
  })

  test('start side by side, and nothing of them is left when they are stopped', async () => {
    const both = await Promise.all([
      startPracticeServers({ catalogue: false }),
      startPracticeServers({ catalogue: false }),
    ])
    const names = await Promise.all(both.map((practice) => first(practice).docker('info', '--format', '{{.ID}}')))
    expect(new Set(names).size).toBe(2)
    expect(new Set(both.map((practice) => first(practice).address)).size).toBe(2)
    expect(await leftOf(both[0])).not.toEqual([])
    await Promise.all(both.map((practice) => practice.stop()))
    expect(await Promise.all(both.map(leftOf))).toEqual([[], []])
  })

  test('are cleared away when the process that started them is killed', async () => {
    const module = join(import.meta.dirname, '..', 'practice-server', 'practice-server.ts')
    const script = `const { startPracticeServers } = await import(${JSON.stringify(module)})
      console.log((await startPracticeServers({ catalogue: false })).folder)`
    const starter = spawn(process.execPath, ['--input-type=module', '--eval', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const folder = String((await once(starter.stdout, 'data'))[0]).trim()
    expect(await leftOf({ folder })).not.toEqual([])
    starter.kill('SIGKILL')
    const left = await until('everything is cleared away', 30, async () => {
      const found = await leftOf({ folder })
      return found.length === 0 ? found : undefined
    })
    expect(left).toEqual([])
  })
})

interface CatalogueEntry {
  readonly repository: string
  readonly icon: string
  readonly versions: readonly Record<string, object>[]
}

function first({ servers: [server] }: PracticeServers): PracticeServer {
  if (server === undefined) throw new Error('There is no server')
  return server
}

async function answer(server: PracticeServer, host: string): Promise<string> {
  return until(`${host} answers`, 90, async () => {
    const { status, text } = await askWeb(server, host)
    return status === 200 ? text : undefined
  })
}

/** Waits until a task of the app has failed in this way. */
async function failure(server: PracticeServer, stack: string, error: RegExp): Promise<void> {
  await until(`${stack} fails with ${error.source}`, 90, async () => {
    const tasks = await server.docker('service', 'ps', '--no-trunc', '--format', '{{.Error}}', `${stack}_app`)
    return error.test(tasks) ? true : undefined
  })
}

async function byPassword(
  practice: PracticeServers,
  server: PracticeServer,
  user: string,
  password: string,
): Promise<string> {
  const askpass = join(practice.folder, 'askpass')
  await writeFile(askpass, '#!/bin/sh\necho "$PASSWORD_FOR_TEST"\n')
  await chmod(askpass, 0o755)
  const options = ['StrictHostKeyChecking=no', 'UserKnownHostsFile=/dev/null', 'PubkeyAuthentication=no']
  const quiet = ['NumberOfPasswordPrompts=1', 'LogLevel=ERROR']
  const flags = [...options, ...quiet].flatMap((option) => ['-o', option])
  const env = { ...process.env, SSH_ASKPASS: askpass, SSH_ASKPASS_REQUIRE: 'force', PASSWORD_FOR_TEST: password }
  return run('ssh', ['-F', 'none', ...flags, '-p', String(server.port), `${user}@${server.address}`, 'id', '-un'], {
    env,
  })
}

async function fingerprint(server: PracticeServer): Promise<string> {
  const keys = await run('ssh-keyscan', ['-t', 'ed25519', server.address])
  return (await run('ssh-keygen', ['-l', '-f', '-'], { input: keys })).split(' ')[1] ?? ''
}

/** What there is on this machine of a practice server: its folder, network, control groups, rules, mounts, processes. */
async function leftOf({ folder }: { readonly folder: string }): Promise<readonly string[]> {
  const number = /\d+$/.exec(folder)?.[0] ?? ''
  const exists = await access(folder).then(
    () => [folder],
    () => [],
  )
  const links = (await run('ip', ['-o', 'link'])).split('\n').filter((line) => line.includes(`canteen${number}`))
  const rules = (await run('iptables', ['-w', '-S'])).split('\n').filter((line) => line.includes(`canteen${number} `))
  const groups = await run('find', ['/sys/fs/cgroup', '-type', 'd', '-name', `canteen-practice-${number}`])
  const mounts = (await readFile('/proc/mounts', 'utf8')).split('\n').filter((line) => line.includes(`${folder}/`))
  const processes: string[] = []
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
    if (command.split('\0').some((word) => word === folder || word.startsWith(`${folder}/`))) processes.push(command)
  }
  return [...exists, ...links, ...rules, ...groups.split('\n').filter((line) => line !== ''), ...mounts, ...processes]
}
