const storageKey = 'canteen-token'

/**
 * The browser window's token comes once in the address as `#token=…`. It is taken out of the address bar, so that it is neither
 * bookmarked nor copied, and kept in this tab's storage for reloads. Empty where there is none: the core then refuses.
 */
export function takeToken(): string {
  const given = /^#token=([A-Za-z0-9_-]+)$/.exec(location.hash)?.[1]
  if (given !== undefined) {
    sessionStorage.setItem(storageKey, given)
    history.replaceState(null, '', `${location.pathname}#/`)
  }
  return given ?? sessionStorage.getItem(storageKey) ?? ''
}
