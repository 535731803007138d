import { Trouble } from '../../../preload/contract/failure.ts'

/** Where an image is, as the Engine's pull wants it: the tag or the digest apart, `latest` when neither is said (not every tag there is). */
export function imageParts(image: string): { readonly name: string; readonly tag: string } {
  checkImageName(image)
  const at = image.indexOf('@')
  const named = at === -1 ? image : image.slice(0, at)
  const colon = named.lastIndexOf(':')
  const tagged = colon > named.lastIndexOf('/')
  const name = tagged ? named.slice(0, colon) : named
  if (at !== -1) return { name, tag: image.slice(at + 1) }
  return { name, tag: tagged ? named.slice(colon + 1) : 'latest' }
}

/** An image as part of a path: its slashes stay. */
export function imagePath(image: string): string {
  checkImageName(image)
  return image
}

/** Recipes name images: nothing that could become another path of the Engine. */
function checkImageName(image: string): void {
  if (/^[A-Za-z0-9][A-Za-z0-9._:/@-]{0,500}$/.test(image) && !image.includes('..') && !image.includes('//')) return
  throw new Trouble({
    code: 'image-missing',
    facts: { image: image.slice(0, 500), detail: 'Not the name of an image' },
  })
}
