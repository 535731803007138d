import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'

export interface PageFile {
  readonly type: string
  readonly cache: string
  readonly body: Uint8Array<ArrayBuffer>
}

export interface PageFiles {
  /** What a page's address path such as `/assets/index-x1.js` stands for; null when there is no such file. */
  read(pathname: string): Promise<PageFile | null>
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff': 'font/woff',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
}

/**
 * The built interface. Its files are listed once and only listed ones are read, so no address can lead out of the folder;
 * links and files of unknown types are not listed. The interface keeps its own places in the fragment.
 * @throws where the folder cannot be listed: the interface was not built.
 */
export async function openPageFiles(folder: string): Promise<PageFiles> {
  const listed = new Map<string, string>()
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || types[path.extname(entry.name)] === undefined) continue
    const file = path.join(entry.parentPath, entry.name)
    listed.set('/' + path.relative(folder, file).split(path.sep).join('/'), file)
  }
  return {
    async read(pathname) {
      const name = pathname === '/' ? '/index.html' : pathname
      const file = listed.get(name)
      const type = types[path.extname(name)]
      if (file === undefined || type === undefined) return null
      const body = new Uint8Array(await readFile(file))
      return { type, cache: cacheRule(name), body }
    },
  }
}

/** The bundler puts a hash of the content into names below /assets, so those never change. */
function cacheRule(name: string): string {
  if (name === '/index.html') return 'no-store'
  return name.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}
