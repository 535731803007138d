import type { MenuItemConstructorOptions } from 'electron'

/** The platform's usual menu. Roles bring the system's own words and shortcuts. */
export function menu(platform: NodeJS.Platform, forDevelopers: boolean): MenuItemConstructorOptions[] {
  const mac = platform === 'darwin'
  return [
    mac ? { role: 'appMenu' } : { role: 'fileMenu' },
    { role: 'editMenu' },
    { role: 'viewMenu', submenu: view(forDevelopers) },
    { role: 'windowMenu' },
  ]
}

function view(forDevelopers: boolean): MenuItemConstructorOptions[] {
  const developers: MenuItemConstructorOptions[] = [
    { type: 'separator' },
    { role: 'reload' },
    { role: 'toggleDevTools' },
  ]
  return [
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { type: 'separator' },
    { role: 'togglefullscreen' },
    ...(forDevelopers ? developers : []),
  ]
}
