import { config } from 'zod'

// Zod tries at once whether it may make code from text. It may not under the window's policy, and the try would be reported
// as a violation. Imported first, because schemas try when they are made.
config({ jitless: true })
