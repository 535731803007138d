import { Link, useLocation } from '@tanstack/react-router'
import { Activity, House, type LucideIcon, Search, Server, Settings, Soup, Store } from 'lucide-react'
import { useText } from '../language/text.ts'
import { openPalette, paletteKeys } from './palette-open.ts'
import style from './navigation.module.css'
import { RunningJobs } from './running-jobs.tsx'

interface Place {
  readonly to: '/' | '/catalogue' | '/servers' | '/activity' | '/settings'
  readonly name: 'home' | 'catalogue' | 'servers' | 'activity' | 'settings'
  readonly icon: LucideIcon
  /** Places below it, by the beginning of their path. */
  readonly below: readonly string[]
}

const places: readonly Place[] = [
  { to: '/', name: 'home', icon: House, below: ['/apps', '/welcome'] },
  { to: '/catalogue', name: 'catalogue', icon: Store, below: ['/catalogue', '/install', '/plan'] },
  { to: '/servers', name: 'servers', icon: Server, below: ['/servers'] },
  { to: '/activity', name: 'activity', icon: Activity, below: ['/activity', '/jobs'] },
  { to: '/settings', name: 'settings', icon: Settings, below: ['/settings'] },
]

export function Navigation() {
  const say = useText()
  const path = useLocation({ select: (location) => location.pathname })
  return (
    <nav className={style['side']} aria-label={say('shell.places')}>
      <p className={style['mark']}>
        <Soup size={20} aria-hidden />
        <span className={style['word']}>{say('shell.name')}</span>
      </p>
      <ul className={style['places']}>
        {places.map(({ to, name, icon: Icon, below }) => (
          <li key={to}>
            <Link
              to={to}
              className={[style['place'], isAt(path, to, below) ? style['here'] : ''].join(' ')}
              activeOptions={{ exact: true }}
              title={say(`shell.${name}`)}
            >
              <Icon size={18} aria-hidden />
              <span className={style['word']}>{say(`shell.${name}`)}</span>
            </Link>
          </li>
        ))}
      </ul>
      <button type="button" className={style['find']} onClick={openPalette} title={say('shell.find')}>
        <Search size={18} aria-hidden />
        <span className={style['word']}>{say('shell.find')}</span>
        <kbd className={style['keys']}>{paletteKeys()}</kbd>
      </button>
      <RunningJobs />
    </nav>
  )
}

function isAt(path: string, to: string, below: readonly string[]): boolean {
  return path === to || below.some((beginning) => path === beginning || path.startsWith(`${beginning}/`))
}
