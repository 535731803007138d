/** Something that changed on the server, or `listening` as the first of a stream. */
export type EngineEvent =
  | { readonly kind: 'listening' }
  | {
      readonly kind: 'changed'
      /** `service`, `node`, `container`, `network`, `secret`, `config` … */
      readonly type: string
      /** Such as `create`, `update`, `remove`, `start`, `die`, `health_status`. */
      readonly action: string
      readonly id: string
      readonly name: string | null
      /** Of a container that belongs to a service's task. */
      readonly service: string | null
      readonly task: string | null
      /** Milliseconds since 1970 by the server's clock. */
      readonly at: number
    }
