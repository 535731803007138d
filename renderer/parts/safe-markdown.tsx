import Markdown, { type Components } from 'react-markdown'
import remarkGfm from 'remark-gfm'
import { useText } from '../language/text.ts'
import style from './safe-markdown.module.css'
import { tameMarkdown } from './tame-markdown.ts'

/**
 * Texts of recipes: written by strangers. No raw HTML, no pictures from elsewhere, links only to https and only outwards; headings
 * begin below the page's own. Task lists are shown as plain lists, as their boxes do nothing. What is made to keep the parser
 * busy is shown as plain text.
 */
export function SafeMarkdown(props: { readonly text: string }) {
  const { kind, text } = tameMarkdown(props.text)
  if (kind === 'plain') {
    return (
      <div className={style['text']}>
        <pre tabIndex={0}>{text}</pre>
      </div>
    )
  }
  return (
    <div className={style['text']}>
      <Markdown
        skipHtml
        remarkPlugins={[remarkGfm]}
        urlTransform={(address) => (isHttps(address) ? address : '')}
        components={components}
      >
        {text}
      </Markdown>
    </div>
  )
}

export function isHttps(address: string): boolean {
  return URL.canParse(address) && new URL(address).protocol === 'https:'
}

const components: Components = {
  a: ({ href, children }) =>
    href === undefined || href === '' ? (
      <span>{children}</span>
    ) : (
      <a href={href} target="_blank" rel="noreferrer noopener">
        {children}
      </a>
    ),
  img: ({ alt }) => <NoPicture text={alt ?? ''} />,
  input: () => null,
  h1: ({ children }) => <h2>{children}</h2>,
  h2: ({ children }) => <h3>{children}</h3>,
  h3: ({ children }) => <h4>{children}</h4>,
  h4: ({ children }) => <h5>{children}</h5>,
  h5: ({ children }) => <h6>{children}</h6>,
  pre: ({ children }) => <pre tabIndex={0}>{children}</pre>,
}

function NoPicture({ text }: { readonly text: string }) {
  const say = useText()
  return text === '' ? null : <em>{say('parts.noPicture', { text })}</em>
}
