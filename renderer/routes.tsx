import {
  createHashHistory,
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router'
import { loadAgain } from './load-again.ts'
import { HomePage } from './pages/home/home-page.tsx'
import { NotFoundPage } from './shell/not-found.tsx'
import { RouteTrouble } from './shell/route-trouble.tsx'
import { Shell } from './shell/shell.tsx'

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage, errorComponent: RouteTrouble })

/** The only page that is not fetched apart: every start begins there. */
const home = createRoute({ getParentRoute: () => root, path: '/', component: HomePage })
const welcome = createRoute({
  getParentRoute: () => root,
  path: '/welcome',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/welcome/welcome-page.tsx')), 'WelcomePage'),
})
const catalogue = createRoute({
  getParentRoute: () => root,
  path: '/catalogue',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/catalogue/catalogue-page.tsx')), 'CataloguePage'),
})
const recipe = createRoute({
  getParentRoute: () => root,
  path: '/catalogue/$recipe',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/recipe/recipe-page.tsx')), 'RecipePage'),
})
const install = createRoute({
  getParentRoute: () => root,
  path: '/install/$recipe',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/install/install-page.tsx')), 'InstallPage'),
})
const plan = createRoute({
  getParentRoute: () => root,
  path: '/plan/$plan',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/plan/plan-page.tsx')), 'PlanPage'),
  // Of an installation: where the plan was made, and can be made again.
  validateSearch: (search): { readonly recipe?: string } =>
    typeof search['recipe'] === 'string' ? { recipe: search['recipe'] } : {},
})
const job = createRoute({
  getParentRoute: () => root,
  path: '/jobs/$job',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/job/job-page.tsx')), 'JobPage'),
})
const servers = createRoute({
  getParentRoute: () => root,
  path: '/servers',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/servers/servers-page.tsx')), 'ServersPage'),
})
const addServer = createRoute({
  getParentRoute: () => root,
  path: '/servers/add',
  component: lazyRouteComponent(
    () => loadAgain(() => import('./pages/add-server/add-server-page.tsx')),
    'AddServerPage',
  ),
  validateSearch: (search): { readonly practice?: string } =>
    typeof search['practice'] === 'string' ? { practice: search['practice'] } : {},
})
const server = createRoute({
  getParentRoute: () => root,
  path: '/servers/$server',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/server/server-page.tsx')), 'ServerPage'),
})
const app = createRoute({
  getParentRoute: () => root,
  path: '/apps/$server/$app',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/app/app-page.tsx')), 'AppPage'),
})
const updates = createRoute({
  getParentRoute: () => root,
  path: '/updates',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/updates/updates-page.tsx')), 'UpdatesPage'),
})
const activity = createRoute({
  getParentRoute: () => root,
  path: '/activity',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/activity/activity-page.tsx')), 'ActivityPage'),
})
const settings = createRoute({
  getParentRoute: () => root,
  path: '/settings',
  component: lazyRouteComponent(() => loadAgain(() => import('./pages/settings/settings-page.tsx')), 'SettingsPage'),
})

const routeTree = root.addChildren([
  home,
  welcome,
  catalogue,
  recipe,
  install,
  plan,
  job,
  servers,
  addServer,
  server,
  app,
  updates,
  activity,
  settings,
])

/** Places are in the address's fragment, so that they work under any origin. */
export function createWindowRouter() {
  return createRouter({
    routeTree,
    history: createHashHistory(),
    defaultPreload: 'intent',
    defaultErrorComponent: RouteTrouble,
    scrollRestoration: false,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    readonly router: ReturnType<typeof createWindowRouter>
  }
}
