import type { ComposeProblem, EnvFileFault, FileUse, MountFault, StackAmount, WantedValue } from './compose-error.ts'
import type { TreeRefusal } from './tree.ts'

/** A problem in plain English for technicians: what is wrong, and what to write instead. */
export function explain(problem: ComposeProblem): string {
  switch (problem.code) {
    case 'stack-name-invalid':
      return `"${problem.stack}" is no name for a stack; use letters, digits, "-" and "_"`
    case 'no-compose-file':
      return 'no compose file is named; COMPOSE_FILE must list at least compose.yml'
    case 'file-missing':
      return `the ${uses[problem.use]} "${problem.path}" is not in the recipe; add it or correct ${problem.use === 'compose-file' ? 'COMPOSE_FILE' : 'the name'}`
    case 'file-refused':
      return `the ${uses[problem.use]} "${problem.path}" is not read: ${refusals[problem.reason]}`
    case 'file-too-large':
      return `"${problem.path}" has ${problem.bytes} bytes; at most ${problem.limit} are read; split it`
    case 'env-file-invalid':
      return `line ${problem.line} of the env file "${problem.path}" ${envFileFaults[problem.reason]}`
    case 'yaml-invalid':
      return `this is not valid YAML: ${problem.detail}`
    case 'yaml-too-deep':
      return `values are nested more than ${problem.limit} levels deep; use fewer levels`
    case 'yaml-too-large':
      return `the file and its aliases make more than ${problem.limit} values; use fewer aliases, or split it`
    case 'yaml-key-not-text':
      return `the key ${problem.key} ${problem.path === '' ? 'at the top' : `in ${problem.path}`} is not text; put it in quotes`
    case 'not-a-mapping':
      return 'the file must be a mapping with "services:" and the like at its top'
    case 'version-unsupported':
      return `version "${problem.version}" of the format is not known; write version: "3.8", or leave it out`
    case 'versions-differ':
      return `this file has version "${problem.other}", the first one "${problem.first}"; all files need the same`
    case 'forbidden-options':
      return `${problem.options.join(', ')}: a swarm has no such option; ${forbiddenAdvice(problem.options)}`
    case 'variable-syntax':
      return `"${problem.text}" in ${problem.path} is no valid use of a variable; write \${NAME}, or $$ for a dollar sign`
    case 'variable-required':
      return `${problem.path} needs a value for ${problem.variable}: ${problem.message === '' ? 'set it in the settings' : problem.message}`
    case 'variables-too-long':
      return `${problem.path}: the variables of this file come to more than ${problem.limit} characters; use shorter values`
    case 'option-unknown':
      return problem.since === undefined
        ? `${inside(problem.path)} has no option "${problem.option}"; correct or remove it`
        : `${inside(problem.path)} has the option "${problem.option}" only since version ${problem.since}; raise version:, or leave it out`
    case 'option-missing':
      return `${inside(problem.path)} needs the option "${problem.option}"; add it`
    case 'wrong-type':
      return `${problem.path} must be ${problem.wanted.map(withArticle).join(' or ')}, not ${withArticle(problem.got)}`
    case 'wrong-choice':
      return `${problem.path} must be one of ${problem.wanted.join(', ')}`
    case 'duplicate-item':
      return `${problem.path} stands twice in its list; remove one`
    case 'value-invalid':
      return `"${problem.value}" in ${problem.path} is not ${wantedValues[problem.wanted]}`
    case 'undefined-reference':
      return `service ${problem.service} uses the ${problem.kind} "${problem.name}"; define it under "${problem.kind}s:"`
    case 'options-conflict':
      return `${problem.path} cannot have both "${problem.options[0]}" and "${problem.options[1]}"; remove one`
    case 'duplicate-target':
      return `service ${problem.service} puts a second ${problem.kind} (${problem.name}) at the same target; change one target`
    case 'mount-invalid':
      return `a volume of type "${problem.type}" of service ${problem.service} ${mountFaults[problem.fault]}`
    case 'image-missing':
      return `service ${problem.service} has no image; add image: (a swarm builds none)`
    case 'image-invalid':
      return `"${problem.image}" of service ${problem.service} is no name of an image; write [host/]name[:tag] in lower case`
    case 'mode-unknown':
      return `"${problem.mode}" is no mode of service ${problem.service}; use replicated, global, replicated-job or global-job`
    case 'replicas-with-global':
      return `service ${problem.service} has a global mode and replicas; remove one`
    case 'stack-too-large':
      return `${amounts[problem.what]} of this stack come to more than ${problem.limit}; split it, or take some away`
  }
}

function withArticle(type: string): string {
  if (type === 'null') return 'empty'
  return /^[aeiou]/.test(type) ? `an ${type}` : `a ${type}`
}

/** `services.app` for an option of it, "the file" for one at the top. */
function inside(path: string): string {
  return path === '' ? 'the file' : path
}

const uses: Readonly<Record<FileUse, string>> = {
  'compose-file': 'compose file',
  'env-file': 'env file',
  config: 'file of a config',
  secret: 'file of a secret',
}

const refusals: Readonly<Record<TreeRefusal, string>> = {
  absolute: 'its path is absolute; name a file inside the recipe',
  outside: 'it lies outside the recipe; name a file inside it',
  symlink: 'it is a symbolic link; put the file itself into the recipe',
  submodule: 'it lies in a git submodule; put the file itself into the recipe',
  folder: 'it is a folder; name a file',
  device: 'it is not an ordinary file; name one',
  'too-large': 'it is too large; shorten it',
}

const amounts: Readonly<Record<StackAmount, string>> = {
  'compose-files': 'the compose files',
  'compose-bytes': 'the bytes of the compose files',
  'env-file-bytes': 'the bytes of the env files of all services',
  'file-bytes': 'the bytes of the files of all configs and secrets',
  ports: 'the ports of all services',
  'request-characters': 'the characters of the requests',
}

const envFileFaults: Readonly<Record<EnvFileFault, string>> = {
  'not-utf8': 'is not UTF-8; save the file as UTF-8',
  'no-name': 'has no name before "="; write KEY=value',
  'space-in-name': 'has a space in the name; write KEY=value',
  'line-too-long': 'is longer than 65535 bytes; shorten it',
}

const mountFaults: Readonly<Record<MountFault, string>> = {
  'unknown-type': 'cannot be; use one of the types volume, bind, tmpfs, npipe, image and cluster',
  'source-missing': 'needs a source; add source:',
  'source-not-allowed': 'cannot have a source; remove it',
  'bind-options': 'cannot have bind options; remove them',
  'volume-options': 'cannot have volume options; remove them',
  'tmpfs-options': 'cannot have tmpfs options; remove them',
}

const wantedValues: Readonly<Record<WantedValue, string>> = {
  boolean: 'true or false; write one of them',
  integer: 'a whole number; write for instance 3',
  number: 'a number; write for instance 0.5',
  'number-in-range': 'a number that is possible here; use one from 0 on',
  duration: 'a duration; write for instance 90s or 1m30s',
  size: 'a size; write for instance 512M or 2G',
  cpus: 'a number of CPUs; write for instance "0.5"',
  port: 'a port; write for instance "8080:80" or "53:53/udp"',
  volume: 'a volume; write for instance "data:/var/lib/data"',
  command: 'a command whose quotes and backslashes are complete; or write it as a list',
  restart: 'a restart policy; use no, always, unless-stopped or on-failure[:times]',
  text: 'text; put it in quotes',
  mapping: 'a mapping; write KEY: value below it',
  list: 'a list; write each item behind "- "',
}

const resourceOptions = new Set(['cpu_quota', 'cpu_shares', 'cpuset', 'mem_limit', 'memswap_limit'])

function forbiddenAdvice(options: readonly string[]): string {
  const advice = new Set<string>()
  for (const option of options) {
    if (resourceOptions.has(option)) advice.add('set limits under deploy.resources')
    else if (option === 'extends') advice.add('use an anchor (&name) and an alias (*name) instead of extends')
    else if (option === 'volume_driver') advice.add('name the driver under the top-level volumes')
    else advice.add('define the volume under the top-level volumes and name it in each service')
  }
  return [...advice].join('; ')
}
