/** The app's own version of a recipe's `x.y.z+upstream`; the whole where there is no such part. */
export function upstreamVersion(version: string): string {
  const plus = version.indexOf('+')
  return plus < 0 || plus === version.length - 1 ? version : version.slice(plus + 1)
}
