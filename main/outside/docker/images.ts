export interface PullProgress {
  readonly layersDone: number
  readonly layersTotal: number
  /** Of what was announced so far; both grow while layers are found. */
  readonly bytes: number
  readonly totalBytes: number
}

export interface Distribution {
  /** `sha256:…`; the image is pinned as `name:tag@digest`. */
  readonly digest: string
  /** As a service's placement wants them. */
  readonly platforms: readonly { readonly Architecture: string; readonly OS: string }[]
}
