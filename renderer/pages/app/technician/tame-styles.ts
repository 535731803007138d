/*
 * xterm writes style elements as it is opened, and style attributes of spans as it draws; the window's policy refuses both. The
 * elements become style sheets and the attributes styles, which scripts may set. What a program writes gets there as colours
 * alone, which xterm has read as numbers.
 */

let terminals = 0

/** Opens a terminal; what it answers is to be called when the terminal is closed. */
export function openTamed(open: () => void): () => void {
  terminals += 1
  makeElementsWith(createForOpening)
  try {
    open()
  } finally {
    makeElementsWith(createForDrawing)
  }
  return () => {
    terminals -= 1
    if (terminals === 0) Reflect.deleteProperty(document, 'createElement')
  }
}

function makeElementsWith(create: (tag: string, options?: ElementCreationOptions) => HTMLElement): void {
  Object.defineProperty(document, 'createElement', { value: create, configurable: true })
}

function createForOpening(tag: string, options?: ElementCreationOptions): HTMLElement {
  return tag === 'style' ? asStyleSheet(create('span')) : createForDrawing(tag, options)
}

function createForDrawing(tag: string, options?: ElementCreationOptions): HTMLElement {
  const element = create(tag, options)
  if (tag === 'span') Object.defineProperty(element, 'setAttribute', { value: setAttribute, configurable: true })
  return element
}

// Only its overload for elements of old is deprecated.
const original: (this: Document, tag: string, options?: ElementCreationOptions) => HTMLElement =
  // oxlint-disable-next-line typescript/no-deprecated
  Document.prototype.createElement

function create(tag: string, options?: ElementCreationOptions): HTMLElement {
  return original.call(document, tag, options)
}

function setAttribute(this: HTMLElement, name: string, value: string): void {
  if (name === 'style') this.style.cssText = value
  else Element.prototype.setAttribute.call(this, name, value)
}

function asStyleSheet(element: HTMLElement): HTMLElement {
  const sheet = new CSSStyleSheet()
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet]
  element.hidden = true
  Object.defineProperty(element, 'textContent', {
    set(text: string) {
      sheet.replaceSync(text)
    },
  })
  Object.defineProperty(element, 'remove', {
    value: () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((one) => one !== sheet)
      Element.prototype.remove.call(element)
    },
  })
  return element
}
