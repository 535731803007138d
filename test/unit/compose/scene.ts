import { ComposeError } from '../../../main/compose/compose-error.ts'
import type { ConvertedStack } from '../../../main/compose/convert-types.ts'
import { convert } from '../../../main/compose/convert.ts'
import type { ServiceBody } from '../../../main/compose/engine-bodies.ts'
import type { Tree } from '../../../main/compose/tree.ts'

export interface Scene {
  readonly files: Readonly<Record<string, string>>
  /** All files that end in .yml where it is left out. */
  readonly composeFiles?: readonly string[]
  readonly environment?: Readonly<Record<string, string>>
  readonly stack?: string
}

/** A recipe's tree held in memory. */
export function memoryTree(files: Readonly<Record<string, string>>): Tree {
  return {
    read: (path) =>
      Object.hasOwn(files, path) ? { kind: 'file', bytes: new TextEncoder().encode(files[path]) } : { kind: 'missing' },
  }
}

export function converted({ files, composeFiles, environment, stack }: Scene): ConvertedStack {
  return convert({
    stack: stack ?? 'shop',
    composeFiles: composeFiles ?? Object.keys(files).filter((path) => path.endsWith('.yml')),
    environment: environment ?? {},
    tree: memoryTree(files),
  })
}

/** The error that a scene is refused with. */
export function refusal(scene: Scene): ComposeError {
  try {
    converted(scene)
  } catch (error) {
    if (error instanceof ComposeError) return error
    throw error
  }
  throw new Error('the stack was accepted')
}

/** A compose file with one service `app`; `options` are its lines, `rest` the lines beside `services:`. */
export function withApp(options: string, rest = ''): string {
  const indented = options
    .split('\n')
    .map((line) => `    ${line}`)
    .join('\n')
  return `services:\n  app:\n    image: example/app:1\n${indented}\n${rest}`
}

/** An overlay that changes the service `app`. */
export function overlay(options: string, rest = ''): string {
  return withApp(options, rest).replace('    image: example/app:1\n', '')
}

/** The body of the service `app`, as the Engine gets it: without what is undefined. */
export function appBody(scene: Scene): ServiceBody {
  const body = converted(scene).requests.services.find((service) => service.name.endsWith('_app'))?.body
  if (body === undefined) throw new Error('there is no service app')
  return withoutUndefined(body)
}

export function appOf(options: string, rest = '', environment: Readonly<Record<string, string>> = {}): ServiceBody {
  return appBody({ files: { 'compose.yml': withApp(options, rest) }, environment })
}

export function containerOf(options: string, rest = '', environment: Readonly<Record<string, string>> = {}) {
  return appOf(options, rest, environment).TaskTemplate.ContainerSpec
}

export function withoutUndefined<T>(value: T): T {
  return JSON.parse(JSON.stringify(value)) as T
}
