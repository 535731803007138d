/** Paths within a part of an app: from its root on, with `/`, whatever system this computer has. */

export function joined(folder: string, name: string): string {
  return folder.endsWith('/') ? `${folder}${name}` : `${folder}/${name}`
}

export function folderAbove(path: string): string {
  const whole = path.replace(/\/+$/, '')
  return whole.slice(0, whole.lastIndexOf('/')) || '/'
}

/** `notices.jsonl` of `/data/notices.jsonl`. */
export function lastName(path: string): string {
  const whole = path.replace(/\/+$/, '')
  return whole.slice(whole.lastIndexOf('/') + 1) || '/'
}
