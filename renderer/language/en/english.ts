import { failures } from './failures.ts'
import { messages } from './messages.ts'
import { shell } from './shell.ts'
import { parts, states, ways } from './words.ts'

/** Every sentence of the window, by place. A page's sentences are a file beside this one and a line here. */
export const english = { failures, messages, parts, shell, states, ways } as const
