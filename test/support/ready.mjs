/**
 * Makes the project ready and then runs a command in it: node ready.mjs [--build] [--debian] [-- command …]
 *
 *   always    installs the npm packages when package-lock.json has changed since the last time
 *   --build   builds the interface and the core when their sources have changed
 *   --debian  installs the Debian packages that practice servers need, and runs the command as root
 *
 * It runs on Node 18 and needs no package, because it comes before them. The command is run by Node 24 from the npm
 * packages, even where the shell has already remembered an older one. What it says goes to standard error: standard
 * output belongs to the command.
 */
import { spawn, spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..')
const bin = join(root, 'node_modules', '.bin')
const windows = process.platform === 'win32'
const path = [bin, process.env.PATH ?? ''].join(delimiter)

/**
 * The commands that practice servers and their tests use, and the Debian package that has each.
 *
 * @type {Readonly<Record<string, string>>}
 */
const needed = {
  chromium: 'chromium',
  'dbus-run-session': 'dbus',
  debootstrap: 'debootstrap',
  docker: 'docker.io',
  'docker-registry': 'docker-registry',
  dockerd: 'docker.io',
  git: 'git',
  'gnome-keyring-daemon': 'gnome-keyring',
  ip: 'iproute2',
  haproxy: 'haproxy',
  iptables: 'iptables',

  nsenter: 'util-linux',
  openssl: 'openssl',
  pgrep: 'procps',
  restic: 'restic',
  ssh: 'openssh-client',
  sshd: 'openssh-server',
  useradd: 'passwd',
}

const separator = process.argv.indexOf('--')
const flags = process.argv.slice(2, separator < 0 ? undefined : separator)
const command = separator < 0 ? [] : process.argv.slice(separator + 1)

installPackages()
requireNode24()
const asRoot = flags.includes('--debian') ? prepareDebian() : []
if (flags.includes('--build')) build()
if (command.length > 0) runCommand([...asRoot, ...command])

function installPackages() {
  const installed = changed(join(root, 'node_modules', '.package-lock.json'))
  if (installed >= changed(join(root, 'package-lock.json'))) return
  say('Installing the npm packages …')
  perform('npm', ['ci', '--loglevel', 'error'])
}

function requireNode24() {
  const version = Number(process.versions.node.split('.')[0])
  if (version >= 24 || existsSync(join(bin, windows ? 'node.cmd' : 'node'))) return
  fail(`Canteen's sources need Node 24 or newer and this is Node ${version}: install it from https://nodejs.org`)
}

/** Gives the words that have to stand before a command so that it runs as root. */
function prepareDebian() {
  const lacking = Object.keys(needed).filter((name) => !isInstalled(name))
  if (process.platform !== 'linux' || !existsSync('/usr/bin/apt-get')) {
    const missing = lacking.length === 0 ? 'Debian or Ubuntu' : `Debian or Ubuntu, or at least: ${lacking.join(', ')}`
    say(`Practice servers and the tests that use them need ${missing}.`)
    return []
  }
  const isRoot = process.getuid?.() === 0
  const maySudo = !isRoot && spawnSync('sudo', ['-n', 'true'], { stdio: 'ignore' }).status === 0
  if (lacking.length > 0) installDebian(lacking, isRoot, maySudo)
  if (isRoot) return []
  if (!maySudo)
    fail(`Practice servers are started by root: sudo npm run ${process.env.npm_lifecycle_event ?? 'practice'}`)
  return ['sudo', '-n', '-E', 'env', `PATH=${path}`, `HOME=${process.env.HOME ?? '/root'}`]
}

/** @param {readonly string[]} lacking @param {boolean} isRoot @param {boolean} maySudo */
function installDebian(lacking, isRoot, maySudo) {
  const packages = [...new Set(lacking.map((name) => needed[name] ?? name))]
  if (lacking.includes('chromium') && readFileSync('/etc/os-release', 'utf8').includes('ID=ubuntu')) {
    packages[packages.indexOf('chromium')] = 'chromium-browser'
  }
  const install = ['apt-get', 'install', '--yes', '--no-install-recommends', ...packages]
  if (!isRoot && !maySudo) {
    fail(`These Debian packages are missing; install them with:\nsudo apt-get update && sudo ${install.join(' ')}`)
  }
  say(`Installing Debian packages: ${packages.join(' ')} …`)
  // The services in these packages are for practice servers, not for this machine: they are neither started nor enabled.
  // Newer releases keep the docker command in a package of its own.
  const script = `set -e
    export DEBIAN_FRONTEND=noninteractive
    apt-get update
    if [ ! -e /usr/sbin/policy-rc.d ]; then
      trap 'rm -f /usr/sbin/policy-rc.d' EXIT
      printf '#!/bin/sh\\nexit 101\\n' >/usr/sbin/policy-rc.d
      chmod 755 /usr/sbin/policy-rc.d
    fi
    ${install.join(' ')}
    command -v docker >/dev/null || apt-get install --yes --no-install-recommends docker-cli
    if [ -d /run/systemd/system ]; then
      for unit in ${packages.flatMap(units).join(' ')}; do systemctl disable --quiet "$unit" || true; done
    fi`
  if (isRoot) perform('sh', ['-c', script])
  else perform('sudo', ['-n', 'sh', '-c', script])
}

/** @param {string} name @returns {readonly string[]} */
function units(name) {
  /** @type {Readonly<Record<string, readonly string[]>>} */
  const known = {
    'docker.io': ['docker.service', 'docker.socket', 'containerd.service'],
    'docker-registry': ['docker-registry.service'],
    haproxy: ['haproxy.service'],
    'openssh-server': ['ssh.service', 'ssh.socket'],
  }
  return known[name] ?? []
}

/** @param {string} name */
function isInstalled(name) {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/local/sbin', '/usr/sbin', '/sbin', '/snap/bin']
  const names = name === 'chromium' ? ['chromium', 'chromium-browser', 'google-chrome'] : [name]
  return names.some((one) => folders.some((folder) => isExecutable(join(folder, one))))
}

/** @param {string} file */
function isExecutable(file) {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}

function build() {
  const both = ['preload', 'package-lock.json']
  if (isOlder(join('renderer', 'index.html'), [...both, 'renderer', 'assets', 'vite.config.ts'])) {
    say('Building the interface …')
    perform('vite', ['build', '--logLevel', 'warn'])
  }
  if (isOlder(join('browser', 'main.js'), [...both, 'main', 'vite.core.config.ts'])) {
    say('Building the core …')
    perform('vite', ['build', '--config', 'vite.core.config.ts', '--logLevel', 'warn'])
  }
}

/** @param {string} built @param {readonly string[]} sources */
function isOlder(built, sources) {
  return Math.max(...sources.map((name) => newest(join(root, name)))) >= changed(join(root, 'build', built))
}

/**
 * The latest time at which something in this file or folder changed; a removed file changes its folder.
 *
 * @param {string} file
 * @returns {number}
 */
function newest(file) {
  const own = changed(file)
  if (own === 0 || !statSync(file).isDirectory()) return own
  return Math.max(own, ...readdirSync(file).map((name) => newest(join(file, name))))
}

/** @param {string} file */
function changed(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0
}

/** @param {string} program @param {readonly string[]} args */
function perform(program, args) {
  const result = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: ['ignore', 2, 2],
    shell: windows,
  })
  if (result.error) fail(`${program} could not be started: ${result.error.message}`)
  if (result.status !== 0) process.exit(result.status ?? 1)
}

/**
 * Stands in for the command: passes signals on to it and ends as it ends. npm passes signals to a shell in between, which keeps
 * an interrupt to itself for as long as its command runs, and dies of the others alone; so the command is also told to end when
 * the shell or npm is gone. Scripts that begin with `exec` have no shell in between: where `exec` exists, an interrupt arrives.
 *
 * @param {readonly string[]} command
 */
function runCommand([program = '', ...args]) {
  const child = spawn(program, args, {
    cwd: root,
    env: { ...process.env, PATH: path },
    stdio: 'inherit',
    shell: windows,
  })
  process.on('SIGINT', () => child.kill('SIGINT'))
  process.on('SIGTERM', () => child.kill('SIGTERM'))
  process.on('SIGHUP', () => child.kill('SIGHUP'))
  const before = starters()
  setInterval(() => starters() === before || child.kill('SIGTERM'), 500).unref()
  child.on('error', (error) => fail(`${program} could not be started: ${error.message}`))
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
}

/** The process that started this one and, where that is npm's shell, the one before, as far as the system tells. */
function starters() {
  const parent = process.ppid
  if (process.env.npm_lifecycle_event === undefined || process.platform !== 'linux') return String(parent)
  try {
    const [, before] = /\(\w*sh\) \S (\d+)/.exec(readFileSync(`/proc/${parent}/stat`, 'utf8')) ?? []
    return before === undefined ? String(parent) : `${parent} ${before}`
  } catch {
    return String(parent)
  }
}

/** @param {string} sentence */
function say(sentence) {
  process.stderr.write(`${sentence}\n`)
}

/**
 * @param {string} sentence
 * @returns {never}
 */
function fail(sentence) {
  say(sentence)
  process.exit(1)
}
