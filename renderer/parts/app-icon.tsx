import style from './app-icon.module.css'
import { iconColour, iconLetter } from './icon-colour.ts'

export interface AppIconProps {
  /** Gives the letter and its colour where there is no picture. */
  readonly name: string
  /** A `data:` address that the core has checked. */
  readonly picture?: string | null | undefined
  readonly size?: 'normal' | 'large' | 'small'
}

/** Decoration beside a name: it is not read out. */
export function AppIcon({ name, picture, size = 'normal' }: AppIconProps) {
  const look = [style['icon'], style[size]].join(' ')
  if (picture !== null && picture !== undefined && picture.startsWith('data:image/')) {
    return <img className={look} src={picture} alt="" />
  }
  return (
    <span className={look} style={{ background: iconColour(name) }} aria-hidden>
      {iconLetter(name)}
    </span>
  )
}
