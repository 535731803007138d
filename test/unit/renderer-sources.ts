import { globSync, readFileSync } from 'node:fs'
import path from 'node:path'
import ts from 'typescript'

export interface RendererSource {
  readonly file: string
  /** Quoted texts anywhere in it, among them the keys of sentences. */
  readonly quoted: readonly string[]
  /** What stands before the first value of each template, such as `states.` of `states.${word}`. */
  readonly templates: readonly string[]
  /** Keys given to `say` as they stand. */
  readonly said: readonly string[]
  /** Words between tags, and in attributes that are read. */
  readonly bareWords: readonly string[]
}

const readAttributes: ReadonlySet<string> = new Set([
  'label',
  'title',
  'aria-label',
  'placeholder',
  'alt',
  'help',
  'what',
])

/** Every component and hook of the window, without the sentences themselves. */
export function rendererSources(): readonly RendererSource[] {
  const renderer = path.resolve(import.meta.dirname, '../../renderer')
  return globSync('**/*.{ts,tsx}', { cwd: renderer })
    .filter((file) => !file.startsWith(path.join('language', 'en')))
    .map((file) => readSource(file, readFileSync(path.join(renderer, file), 'utf8')))
}

function readSource(file: string, text: string): RendererSource {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.TSX)
  const found = { quoted: [] as string[], templates: [] as string[], said: [] as string[], bareWords: [] as string[] }
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node)) found.quoted.push(node.text)
    if (ts.isTemplateExpression(node)) found.templates.push(node.head.text)
    if (ts.isCallExpression(node) && node.expression.getText() === 'say') {
      const [key] = node.arguments
      if (key !== undefined && ts.isStringLiteralLike(key)) found.said.push(key.text)
    }
    if (ts.isJsxText(node) && /\p{L}{2}/u.test(node.text)) found.bareWords.push(node.text.trim())
    if (ts.isJsxAttribute(node) && readAttributes.has(node.name.getText()) && node.initializer !== undefined) {
      if (ts.isStringLiteral(node.initializer) && /\p{L}/u.test(node.initializer.text)) {
        found.bareWords.push(node.initializer.text)
      }
    }
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { file, ...found }
}
