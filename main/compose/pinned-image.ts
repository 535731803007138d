/**
 * An image with its digest, as the docker CLI pins it: `name:tag@digest`, the tag `latest` where none was written; what has a
 * digest already stays as it is (docker/cli `imageWithDigestString` and `imageWithTagString`).
 */
export function pinnedImage(image: string, digest: string): string {
  if (image.includes('@')) return image
  const tagged = image.slice(image.lastIndexOf('/') + 1).includes(':') ? image : `${image}:latest`
  return `${tagged}@${digest}`
}
