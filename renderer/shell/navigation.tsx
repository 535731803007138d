import { Link } from '@tanstack/react-router'
import { Activity, House, type LucideIcon, Search, Server, Settings, Soup, Store } from 'lucide-react'
import { useText } from '../language/text.ts'
import { openPalette, paletteKeys } from './palette-open.ts'
import style from './navigation.module.css'
import { RunningJobs } from './running-jobs.tsx'

interface Place {
  readonly to: '/' | '/catalogue' | '/servers' | '/activity' | '/settings'
  readonly name: 'home' | 'catalogue' | 'servers' | 'activity' | 'settings'
  readonly icon: LucideIcon
}

const places: readonly Place[] = [
  { to: '/', name: 'home', icon: House },
  { to: '/catalogue', name: 'catalogue', icon: Store },
  { to: '/servers', name: 'servers', icon: Server },
  { to: '/activity', name: 'activity', icon: Activity },
  { to: '/settings', name: 'settings', icon: Settings },
]

export function Navigation() {
  const say = useText()
  return (
    <div className={style['side']}>
      <p className={style['mark']}>
        <Soup size={20} aria-hidden />
        <span className={style['word']}>{say('shell.name')}</span>
      </p>
      <nav aria-label={say('shell.places')}>
        <ul className={style['places']}>
          {places.map(({ to, name, icon: Icon }) => (
            <li key={to}>
              <Link
                to={to}
                className={style['place']}
                activeOptions={{ exact: to === '/' }}
                activeProps={{ className: style['here'] }}
                title={say(`shell.${name}`)}
              >
                <Icon size={18} aria-hidden />
                <span className={style['word']}>{say(`shell.${name}`)}</span>
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <button type="button" className={style['find']} onClick={openPalette} title={say('shell.find')}>
        <Search size={18} aria-hidden />
        <span className={style['word']}>{say('shell.find')}</span>
        <kbd className={style['keys']}>{paletteKeys()}</kbd>
      </button>
      <RunningJobs />
    </div>
  )
}
