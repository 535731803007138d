import { z } from 'zod'

/** Where a window was; in device-independent pixels, kept from start to start. */
export const windowPlace = z.object({
  x: z.number().int().nullable(),
  y: z.number().int().nullable(),
  width: z.number().int().min(1),
  height: z.number().int().min(1),
  maximized: z.boolean(),
})
export type WindowPlace = z.infer<typeof windowPlace>

export const firstPlace: WindowPlace = { x: null, y: null, width: 1240, height: 800, maximized: false }
export const smallestSize = { width: 600, height: 480 } as const

interface Area {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** The place to open at with today's screens: no larger than a screen, and not where no screen is any more. */
export function fitPlace(kept: WindowPlace, screens: readonly Area[]): WindowPlace {
  const { x, y } = kept
  const width = Math.max(smallestSize.width, kept.width)
  const height = Math.max(smallestSize.height, kept.height)
  const screen = x === null || y === null ? undefined : screens.find((area) => holds(area, x + width / 2, y + 20))
  if (screen === undefined) {
    const first = screens[0]
    const most = { width: first?.width ?? width, height: first?.height ?? height }
    return { ...kept, x: null, y: null, width: Math.min(width, most.width), height: Math.min(height, most.height) }
  }
  return { ...kept, width: Math.min(width, screen.width), height: Math.min(height, screen.height) }
}

function holds(area: Area, x: number, y: number): boolean {
  return x >= area.x && x < area.x + area.width && y >= area.y && y < area.y + area.height
}
