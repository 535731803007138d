/** Where images without a host come from. */
const hub = 'docker.io'
const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*'
const label = '[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?'
const host = `(?:${label}(?:\\.${label})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?`
const reference = new RegExp(
  `^(?:(${host})/)?(${component}(?:/${component})*)(?::(\\w[\\w.-]{0,127}))?` +
    '(?:@([A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}))?$',
)
const identifier = /^[a-f0-9]{64}$/
const digest = /^(?:sha256:[a-f0-9]{64}|sha384:[a-f0-9]{96}|sha512:[a-f0-9]{128})$/

/**
 * Whether a text names an image, by distribution/reference: `[host[:port]/]name[:tag][@digest]` with a name in lower
 * case of at most 255 characters, a digest of a known kind and length, a digest alone, or an image's identifier.
 */
export function isImageReference(image: string): boolean {
  return identifier.test(image) || digest.test(image) || parse(image) !== undefined
}

/**
 * The image as Docker's client sends it: the short name of an image of Docker Hub, `:latest` where there is neither tag
 * nor digest. An identifier or a digest alone stays as it is.
 */
export function sentImage(image: string): string {
  const parts = identifier.test(image) ? undefined : parse(image)
  if (parts === undefined) return image
  const { domain, path, tag, digested } = parts
  const short = /^library\/[^/]+$/.test(path) ? path.slice('library/'.length) : path
  const name = domain === hub ? short : `${domain}/${path}`
  if (tag === undefined && digested === undefined) return `${name}:latest`
  return name + (tag === undefined ? '' : `:${tag}`) + (digested === undefined ? '' : `@${digested}`)
}

interface Parts {
  readonly domain: string
  readonly path: string
  readonly tag: string | undefined
  readonly digested: string | undefined
}

function parse(image: string): Parts | undefined {
  const split = splitDomain(image)
  const remote = split.rest.split(':')[0] ?? ''
  if (remote !== remote.toLowerCase()) return undefined
  const [whole, domain = hub, path = '', tag, digested] = reference.exec(`${split.domain}/${split.rest}`) ?? []
  if (whole === undefined || path.length > 255 || (digested !== undefined && !digest.test(digested))) return undefined
  return { domain, path, tag, digested }
}

/** The part before the first `/` is a host if it looks like one: a dot, a colon, an upper-case letter, `localhost`. */
function splitDomain(image: string): { readonly domain: string; readonly rest: string } {
  const at = image.indexOf('/')
  const first = at < 0 ? '' : image.slice(0, at)
  const isHost = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase()
  const domain = isHost && first !== 'index.docker.io' ? first : hub
  const rest = isHost ? image.slice(at + 1) : image
  return { domain, rest: domain === hub && !rest.includes('/') ? `library/${rest}` : rest }
}
