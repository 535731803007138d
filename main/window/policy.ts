import { createHash } from 'node:crypto'

/**
 * React Aria writes this one style element at run time, so that a press is not delayed on touch screens. Its hash is
 * allowed instead of inline styles as such; a test compares it with what the library contains.
 */
export const allowedStyle =
  '@layer {\n  [data-react-aria-pressable] {\n    touch-action: pan-x pan-y pinch-zoom;\n  }\n}'

/**
 * What a page may do, the same in both windows: load its own files and pictures that came as data, talk to the core and
 * nobody else. `connect` lists further origins to talk to, such as `ws://127.0.0.1:4000`.
 */
export function contentPolicy(connect: readonly string[]): string {
  const styleHash = createHash('sha256').update(allowedStyle).digest('base64')
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'sha256-${styleHash}'`,
    "img-src 'self' data:",
    "font-src 'self'",
    ["connect-src 'self'", ...connect].join(' '),
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    // Text cannot become markup or script by a slip: the page must not even try.
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; ')
}

export function securityHeaders(connect: readonly string[]): Readonly<Record<string, string>> {
  return {
    'Content-Security-Policy': contentPolicy(connect),
    'X-Content-Type-Options': 'nosniff',
    'X-Frame-Options': 'DENY',
    'Referrer-Policy': 'no-referrer',
    'Cross-Origin-Opener-Policy': 'same-origin',
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Permissions-Policy': 'camera=(), microphone=(), geolocation=(), display-capture=(), usb=(), serial=(), hid=()',
  }
}
