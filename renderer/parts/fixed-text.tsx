import style from './fixed-text.module.css'

/** What a program said or reads, word for word. It scrolls in itself, also by keyboard. */
export function FixedText({ text, label }: { readonly text: string; readonly label?: string }) {
  return (
    <pre
      className={style['text']}
      tabIndex={0}
      {...(label === undefined ? {} : { role: 'region', 'aria-label': label })}
    >
      {text}
    </pre>
  )
}
