import { useEffect, useRef } from 'react'
import { Label, Text, TextArea, TextField } from 'react-aria-components'
import { useText } from '../../../language/text.ts'
import fieldStyle from '../../../parts/field.module.css'
import style from './text-editor.module.css'

export interface TextEditorProps {
  readonly value: string
  readonly onChange: (text: string) => void
  /** A line, counted from 1, that cannot be read; another object brings the cursor there. */
  readonly wrong: { readonly line: number; readonly detail: string } | null
}

/** The settings file as text, with the numbers of its lines. */
export function TextEditor({ value, onChange, wrong }: TextEditorProps) {
  const say = useText()
  const area = useRef<HTMLTextAreaElement>(null)
  const gutter = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (wrong !== null && area.current !== null) goToLine(area.current, wrong.line)
  }, [wrong])
  const count = value.split('\n').length
  return (
    <TextField
      value={value}
      onChange={onChange}
      isInvalid={wrong !== null}
      validationBehavior="aria"
      className={fieldStyle['field'] ?? ''}
    >
      <Label className={fieldStyle['label']}>{say('appSettings.editor')}</Label>
      <Text slot="description" className={fieldStyle['help']}>
        {say('appSettings.editorHelp')}
      </Text>
      {wrong !== null && (
        <p className={style['wrong']} role="alert">
          {say('appSettings.wrongLine', { line: wrong.line, detail: wrong.detail })}
        </p>
      )}
      <div className={style['editor']}>
        <div className={style['gutter']} ref={gutter} aria-hidden>
          {Array.from({ length: count }, (_, index) => index + 1).join('\n')}
        </div>
        <TextArea
          ref={area}
          className={style['area'] ?? ''}
          wrap="off"
          spellCheck={false}
          autoComplete="off"
          autoCapitalize="off"
          onScroll={({ currentTarget }) => {
            if (gutter.current !== null) gutter.current.scrollTop = currentTarget.scrollTop
          }}
        />
      </div>
    </TextField>
  )
}

function goToLine(area: HTMLTextAreaElement, line: number): void {
  const lines = area.value.split('\n')
  const start = lines.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0)
  area.focus()
  area.setSelectionRange(start, start + (lines[line - 1]?.length ?? 0))
  const height = area.scrollHeight / lines.length
  area.scrollTop = Math.max(0, (line - 4) * height)
}
