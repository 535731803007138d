import { asLatin } from './recipe.ts'

/** Makes a whole file of about `size` bytes; Latin-1, one character for each byte. */
type Make = (size: number) => string

const many = (text: string, size: number) => text.repeat(Math.max(1, Math.ceil(size / text.length)))
const numbered = (size: number, line: (index: number) => string) =>
  Array.from({ length: Math.max(1, Math.ceil(size / line(1000).length)) }, (_, index) => line(index)).join('')
const app = (options: string, rest = '') => `services:\n  app:\n    image: example/app:1\n${options}\n${rest}`
const services = (size: number, options: string) =>
  `services:\n  app: {image: a}\n${numbered(size, (index) => `  s${index}: {image: a, ${options}}\n`)}`

/** Compose files that cost much more than their size: to parse, to check, to load, to convert or to write down. */
const compose: readonly Make[] = [
  (size) => many('[', size),
  (size) => many('{', size),
  (size) => many('{a: ', size),
  (size) => many('- ', size),
  (size) => many('? ', size),
  (size) => many('a: [', size),
  (size) => Array.from({ length: Math.ceil(Math.sqrt(size)) }, (_, depth) => `${' '.repeat(depth)}a:\n`).join(''),
  (size) => many('"', size),
  (size) => many("'", size),
  (size) => `a: '${many("''", size)}x'\nb: ]\n`,
  (size) => `a: "${many('\\\\', size)}x"\nb: ]\n`,
  (size) => `a: "${many('\\a', size)}"\nb: "x\\/y"\n`,
  (size) => `a: "${many('x ', size)}\n"`,
  (size) => many('a\n', size),
  (size) => many('\n', size),
  (size) => many(' ', size),
  (size) => many('\t', size),
  (size) => many('#\n', size),
  (size) => many(' #\n', size),
  (size) => many('---\n', size),
  (size) => many('--- |\n', size),
  (size) => many('%YAML 1.1\n', size),
  (size) => many('!a ', size),
  (size) => many('&a ', size),
  (size) => many('*a ', size),
  (size) => many('a: ', size),
  (size) => many(': ', size),
  (size) => many(', ', size),
  (size) => `a: |\n${many('  x\n', size)}`,
  (size) => `a: >\n${many('  x\n\n', size)}`,
  (size) => `a: >\n${many(' \n', size)}b`,
  (size) => `a: "${many('\n', size)}"`,
  (size) => `a: ${many('x ', size)}`,
  (size) => `a: ${many('x\n ', size)}`,
  (size) => `a: [\n${many('x,\n', size)}]\n`,
  (size) => numbered(size, (index) => `a${index}: [\nx\n]\n`),
  (size) => numbered(size, (index) => `a${index}: "x\ny"\n`),
  (size) => `a: [${many('x,', size)}]\n`,
  (size) => `a: {${numbered(size, (index) => `k${index},`)}}\n`,
  (size) =>
    app(
      '',
      numbered(size, (index) => `x-${index}: ${index}\n`),
    ),
  (size) => app(`    labels:\n${numbered(size, (index) => `      l${index}: x\n`)}`),
  (size) => app(`    environment:\n${numbered(size, (index) => `      - E${index}=\${E${index}}\n`)}`),
  (size) => app(`    dns: [${numbered(size, (index) => `"${index}",`)}]`),
  (size) => app(`    hostname: ${many('${a-', size)}`),
  (size) => app(`    hostname: "${many('${DOMAIN:-', size)}"`),
  (size) => app(`    hostname: "${many('$DOMAIN', size)}"`),
  (size) => app(`    hostname: "${many('$', size)}{"`),
  (size) => app(`    hostname: \${${many('a', size)}`),
  (size) => app(`    labels: {"${many('a', size / 2)}": [${many('"$a",', size / 2)}]}`),
  (size) => `x-a: &a "${many('$A ', size / 2)}"\n${app(`    dns: [${many('*a,', size / 2)}]`)}`,
  (size) => `x-a: &a "${many('x', size / 2)}"\n${app(`    command: [${many('*a,', size / 2)}]`)}`,
  (size) => `x-a: &a {a: b}\n${app(`    labels: {<<: [${many('*a,', size)}]}`)}`,
  (size) => `x-a: &a [${many('*b,', size / 2)}]\nx-b: {<<: *a}\n`,
  (size) => {
    const bomb = 'abcdefghij'.split('').map((key, index, keys) => {
      const inner = index === 0 ? 'x' : `*${keys[index - 1]}`
      return `x-${key}: &${key} [${many(`${inner},`, Math.max(40, size / 100))}]\n`
    })
    return bomb.join('') + app('')
  },
  (size) => app(`    stop_grace_period: ${many('1', size)}x`),
  (size) => app(`    stop_grace_period: ${many('1h', size)}`),
  (size) => app(`    healthcheck: {interval: 0.${many('0', size)}1s}`),
  (size) => app(`    deploy: {resources: {limits: {cpus: "${many('9', size)}"}}}`),
  (size) => app(`    deploy: {resources: {limits: {cpus: "1e${many('9', Math.min(size, 5))}"}}}`),
  (size) => app(`    deploy: {resources: {limits: {memory: "${many('9.', size)}"}}}`),
  (size) => app(`    deploy: {replicas: ${many('9', size)}}`),
  (size) => app(`    image: ${many('a-', size)}`).replace('    image: example/app:1\n', ''),
  (size) => app(`    image: ${many('a.', size)}/x`).replace('    image: example/app:1\n', ''),
  (size) => app(`    image: ${many('a/', size)}:`).replace('    image: example/app:1\n', ''),
  (size) => app(`    image: example.org/${many('a__', size)}A`).replace('    image: example/app:1\n', ''),
  (size) => app(`    command: ${many('a ', size)}`),
  (size) => app(`    command: ${many("'a' ", size)}`),
  (size) => app(`    entrypoint: "${many('\\\\a', size)}"`),
  (size) => app(`    volumes: ["${many('a:', size)}"]`),
  (size) => app(`    volumes: ["./${many('../', size)}:/x"]`),
  (size) => app(`    ports: ["${many('1:', size)}"]`),
  (size) =>
    app(
      `    ports: ["0-65535/tcp", "0-65535/udp", "0-65535/sctp"]`,
      numbered(size, (index) => `x-${index}: 1\n`),
    ),
  (size) => app(`    ports:\n${numbered(size, (index) => `      - ${index % 65536}:${(index * 7) % 65536}\n`)}`),
  (size) => `x-p: &p ["0-65535", "0-65535/udp"]\n${services(size, 'ports: *p')}`,
  (size) => `x-e: &e ["README.md", "abra.sh", ".env.sample"]\n${services(size, 'env_file: *e')}`,
  (size) => `configs:\n${numbered(size, (index) => `  c${index}: {file: compose.yml}\n`)}${app('')}`,
  (size) => `secrets:\n${numbered(size, (index) => `  c${index}: {file: README.md}\n`)}${app('')}`,
  (size) =>
    `volumes: {data: {labels: {${numbered(size / 2, (index) => `l${index}: x,`)}}}}\n` +
    app(`    volumes:\n${numbered(size / 2, (index) => `      - data:/${index}\n`)}`),
  (size) => `secrets: {s: {external: true, name: "${many('s', size / 2)}"}}\n${services(size / 2, 'secrets: [s]')}`,
  (size) => `networks: {n: {external: true, name: "${many('n', size / 2)}"}}\n${services(size / 2, 'networks: [n]')}`,
  (size) =>
    app(
      `    networks: [${numbered(size / 2, (index) => `n${index},`)}]`,
      `networks:\n${numbered(size / 2, (index) => `  n${index}: {}\n`)}`,
    ),
  (size) => app(`    extra_hosts: ["${many(':', size)}"]`),
  (size) => app(`    cap_add: [${numbered(size, (index) => `c${index},`)}]`),
  (size) => app(`    ulimits: {${many('a', size)}: 1}`),
  (size) => app(`    deploy: {placement: {constraints: [${many('a,', size)}]}}`),
]

const env: readonly Make[] = [
  (size) => `A=x\n${many('A=$A$A\n', size)}`,
  (size) => `A=${many('x', size / 2)}\n${many('B=$A\n', size / 2)}`,
  (size) => `A=${many('x', size / 2)}\n${many('#B=$A\n', size / 2)}`,
  (size) => `A=${many('$A', size)}\n`,
  (size) => `A="${many('x', size)}`,
  (size) => `A="${many('\\"', size)}"`,
  (size) => many('A="x"', size),
  (size) => many("A='x' ", size),
  (size) => many('#A="\n', size),
  (size) => many('#', size),
  (size) => `A=x ${many('# ', size)}`,
  (size) => `A=x # ${many('a=b ', size)}`,
  (size) => many('\n\n#\n', size),
  (size) => many('# Title\n\n', size),
  (size) => many('## ==== Title ====\n', size),
  (size) => `# one of: ${many('a, ', size)}\nA=a\n`,
  (size) => `# ${many('a or ', size)}\nA=a\n`,
  (size) => `# (${many('aaaa|', size)}\nA=a\n`,
  (size) => numbered(size, (index) => `KEY_${index}=value ${index}\n`),
  (size) => numbered(size, (index) => `# of ${index}\nKEY_${index}=\n\n`),
  (size) => numbered(size, (index) => `# KEY_${index}=value\n# SECRET_${index}_VERSION=v1\n`),
  (size) => `TYPE=x\n${numbered(size, (index) => `#COMPOSE_FILE="$COMPOSE_FILE:compose.${index}.yml"\n`)}`,
  (size) => `TYPE=x\nCOMPOSE_FILE="${many('compose.yml:', size)}"\n`,
  (size) => `TYPE=${many('x:', size)}\n`,
  (size) => `TYPE=x\nDOMAIN=${many('x.', size)}\n`,
  (size) => `TYPE=x\nSTACK_NAME=${many('x', size)}\n`,
  (size) => `TYPE=x\nEXTRA_DOMAINS="${many(', `x`', size)}"\n`,
  (size) => `TYPE=x\n${many('\xff', size)}`,
  (size) => `TYPE=x\n${many(asLatin('à'), size)}=1`,
]

const readme: readonly Make[] = [
  (size) => `<!-- metadata -->\n* a${many(' ', Math.min(size, 4000))}x${asLatin('\u2028')}y\n`,
  (size) => `<!-- metadata -->\n${many('* a \r', size)}\n`,
  (size) => `<!-- metadata -->\n* **Image**: ${many('[', size)}\n`,
  (size) => many('<!--', size),
  (size) => many('<!-- metadata', size),
  (size) => many('![](', size),
  (size) => many('![', size),
  (size) => many('[', size),
  (size) => many('[a](', size),
  (size) => many(`${'![]('.repeat(1000)}\n`, size),
  (size) => many(`${'<'.repeat(4000)}\n`, size),
  (size) => many('*', size),
  (size) => many('_', size),
  (size) => many('a_', size),
  (size) => `# ${many(' #', size)}x`,
  (size) => many('# x\n', size),
  (size) => many('> ', size),
  (size) => many('`', size),
  (size) => many('```\n', size),
  (size) => many('a. ', size),
  (size) => many('\u001b[', size),
  (size) => many('\u001b]0;', size),
  (size) => many(asLatin('\u202e\u009b'), size),
  (size) => many('\r', size),
  (size) => many(`${' '.repeat(4000)}x\n`, size),
]

const abraSh: readonly Make[] = [
  (size) => many('a() ', size),
  (size) => many(`${'a() '.repeat(1000)}\n`, size),
  (size) => many('export A=b\n', size),
  (size) => `export ${many('A', size)}=b`,
  (size) => `export${many(' ', size)}A=b=c`,
  (size) => numbered(size, (index) => `export A${index}=v1\n`),
  (size) => `export COMPOSE_FILE=${many('compose.yml:', size)}\n`,
]

/** By the path that each is meant for. */
export const hostileFiles: ReadonlyMap<string, readonly Make[]> = new Map([
  ['compose.yml', compose],
  ['.env.sample', env],
  ['README.md', readme],
  ['abra.sh', abraSh],
])
