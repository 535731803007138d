import { Link, useLocation } from '@tanstack/react-router'
import { Activity, House, type LucideIcon, Search, Server, Settings, Soup, Store } from 'lucide-react'
import type { PlanKind } from '../../preload/contract/plan.ts'
import { usePlan } from '../api/queries.ts'
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
  { to: '/catalogue', name: 'catalogue', icon: Store, below: ['/catalogue', '/install'] },
  { to: '/servers', name: 'servers', icon: Server, below: ['/servers'] },
  { to: '/activity', name: 'activity', icon: Activity, below: ['/activity', '/jobs'] },
  { to: '/settings', name: 'settings', icon: Settings, below: ['/settings'] },
]

export function Navigation() {
  const say = useText()
  const path = useLocation({ select: (location) => location.pathname })
  const planKind = usePlan(/^\/plan\/([^/]+)/.exec(path)?.[1] ?? '')?.plan.kind
  const place = planKind === undefined ? path : planPlace(planKind)
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
              className={[style['place'], isAt(place, to, below) ? style['here'] : ''].join(' ')}
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

/** A plan belongs to the place where it was asked for. */
function planPlace(kind: PlanKind): string {
  switch (kind) {
    case 'install':
      return '/catalogue'
    case 'set-up-server':
      return '/servers'
    case 'update':
    case 'go-back':
    case 'change-settings':
    case 'rotate':
    case 'restart':
    case 'scale':
    case 'undo':
    case 'turn-on':
    case 'turn-off':
    case 'delete':
      return '/apps'
  }
}

function isAt(path: string, to: string, below: readonly string[]): boolean {
  return path === to || below.some((beginning) => path === beginning || path.startsWith(`${beginning}/`))
}
