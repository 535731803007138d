/** Lets at most `size` holders in at once; others wait in order. `take` answers the function that gives the place back. */
export class Slots {
  private free: number
  private readonly waiting: (() => void)[] = []

  constructor(size: number) {
    this.free = size
  }

  async take(): Promise<() => void> {
    if (this.free > 0) this.free -= 1
    else await new Promise<void>((resolve) => this.waiting.push(resolve))
    let given = false
    return () => {
      if (given) return
      given = true
      const next = this.waiting.shift()
      if (next === undefined) this.free += 1
      else next()
    }
  }
}
