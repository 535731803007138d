import type { ReactNode } from 'react'
import { RadioButton, RadioField, RadioGroup } from 'react-aria-components'
import { FieldHelp, FieldLabel, type FieldTexts } from './field.tsx'
import fieldStyle from './field.module.css'
import style from './radio-cards.module.css'

export interface RadioCard<Id extends string> {
  readonly id: Id
  readonly title: string
  readonly more?: ReactNode
  readonly icon?: ReactNode
  readonly isDisabled?: boolean
}

export interface RadioCardsProps<Id extends string> extends FieldTexts {
  readonly cards: readonly RadioCard<Id>[]
  readonly value: Id | null
  readonly onChange: (id: Id) => void
}

/** One choice among few, each with a sentence of its own. */
export function RadioCards<Id extends string>(props: RadioCardsProps<Id>) {
  const { label, help, error, optional, cards, value, onChange } = props
  const wrong = error !== null && error !== undefined && error !== ''
  return (
    <RadioGroup
      className={fieldStyle['field'] ?? ''}
      value={value}
      onChange={(id) => {
        const chosen = cards.find((card) => card.id === id)
        if (chosen !== undefined) onChange(chosen.id)
      }}
      isInvalid={wrong}
      validationBehavior="aria"
    >
      <FieldLabel label={label} optional={optional} />
      <div className={style['cards']}>
        {cards.map((card) => (
          <RadioField
            key={card.id}
            value={card.id}
            isDisabled={card.isDisabled ?? false}
            className={style['field'] ?? ''}
          >
            <RadioButton className={style['card'] ?? ''}>
              <span className={style['dot']} aria-hidden />
              {card.icon}
              <span className={style['words']}>
                <span className={style['title']}>{card.title}</span>
                {card.more !== undefined && <span className={style['more']}>{card.more}</span>}
              </span>
            </RadioButton>
          </RadioField>
        ))}
      </div>
      <FieldHelp help={help} error={error} />
    </RadioGroup>
  )
}
