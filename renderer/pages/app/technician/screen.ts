import '@xterm/xterm/css/xterm.css'
import { FitAddon } from '@xterm/addon-fit'
import { type ITheme, Terminal } from '@xterm/xterm'
import type { TerminalSize } from '../../../../preload/contract/inside.ts'
import { logColours } from '../../../../preload/contract/log.ts'
import { openTamed } from './tame-styles.ts'

export interface ScreenOptions {
  /** For those who hear it. */
  readonly label: string
  readonly canType: boolean
  readonly onTyped: (text: string) => void
  readonly onSize: (size: TerminalSize) => void
  /** The way out by keyboard. */
  readonly onLeave: () => void
}

/** A terminal on the page. Fetched when one is opened: it is larger than the rest of the page. */
export interface Screen {
  readonly size: () => TerminalSize
  /** Resolves when it is drawn: more can come. */
  write(text: string): Promise<void>
  /** What is selected, or all that it holds. */
  text(): string
  readOut(on: boolean): void
  focus(): void
  /** Nobody types any more: Tab leads on again. */
  rest(): void
  close(): void
}

const lineKept = 5000

export function openScreen(place: HTMLElement, { label, canType, onTyped, onSize, onLeave }: ScreenOptions): Screen {
  const terminal = new Terminal({
    fontFamily: getComputedStyle(place).fontFamily,
    fontSize: Number.parseFloat(getComputedStyle(place).fontSize),
    scrollback: lineKept,
    theme: themeOf(place),
    minimumContrastRatio: 4.5,
    disableStdin: !canType,
    convertEol: !canType,
    cursorBlink: false,
    // Links come from the program: whoever wants to follow one copies it.
    linkHandler: { activate: () => undefined },
  })
  const fit = new FitAddon()
  terminal.loadAddon(fit)
  const release = openTamed(() => terminal.open(place))
  terminal.textarea?.setAttribute('aria-label', label)
  fit.fit()
  terminal.onData(onTyped)
  terminal.onResize(({ cols, rows }) => onSize({ columns: cols, rows }))
  let takesTab = canType
  terminal.attachCustomKeyEventHandler((event) => {
    if (event.key === 'Tab' && !takesTab) return false
    if (!(event.ctrlKey && event.shiftKey && event.key === 'ArrowDown')) return true
    if (event.type === 'keydown') {
      event.preventDefault()
      onLeave()
    }
    return false
  })
  const sizes = new ResizeObserver(() => fit.fit())
  sizes.observe(place)
  const stopThemes = onTheme(() => (terminal.options.theme = themeOf(place)))
  return {
    size: () => ({ columns: terminal.cols, rows: terminal.rows }),
    write: (text) => new Promise((resolve) => terminal.write(text, resolve)),
    text: () => terminal.getSelection() || allOf(terminal),
    readOut: (on) => void (terminal.options.screenReaderMode = on),
    focus: () => terminal.focus(),
    rest() {
      takesTab = false
      terminal.options.disableStdin = true
    },
    close() {
      sizes.disconnect()
      stopThemes()
      terminal.dispose()
      release()
    },
  }
}

function allOf({ buffer: { active } }: Terminal): string {
  const lines = Array.from({ length: active.length }, (_, row) => active.getLine(row)?.translateToString(true) ?? '')
  return `${lines.join('\n').trimEnd()}\n`
}

/** The page's own colours, by the names that xterm has for them. */
function themeOf(place: HTMLElement): ITheme {
  const probe = document.createElement('span')
  place.append(probe)
  const colour = (name: string) => {
    probe.style.color = `var(--${name})`
    return getComputedStyle(probe).color
  }
  const sixteen: Partial<Record<string, string>> = {}
  for (const name of logColours)
    sixteen[name.replace(/-./, (letters) => letters.slice(1).toUpperCase())] = colour(`log-${name}`)
  const theme: ITheme = {
    ...sixteen,
    background: colour('sunk'),
    foreground: colour('ink'),
    cursor: colour('accent'),
    cursorAccent: colour('sunk'),
    selectionBackground: colour('line'),
    scrollbarSliderBackground: colour('line'),
    scrollbarSliderHoverBackground: colour('edge'),
    scrollbarSliderActiveBackground: colour('edge'),
  }
  probe.remove()
  return theme
}

/** Light and dark follow the system, or what the member chose. */
function onTheme(change: () => void): () => void {
  const system = matchMedia('(prefers-color-scheme: dark)')
  system.addEventListener('change', change)
  const chosen = new MutationObserver(change)
  chosen.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] })
  return () => {
    system.removeEventListener('change', change)
    chosen.disconnect()
  }
}
