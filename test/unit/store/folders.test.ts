import { describe, expect, test } from 'vitest'
import { folders } from '../../../main/store/folders.ts'

describe('where files live', () => {
  test('on Linux, beside abra and Docker', () => {
    expect(folders({ environment: {}, platform: 'linux', home: '/home/ana' })).toEqual({
      abra: '/home/ana/.abra',
      docker: '/home/ana/.docker',
      own: '/home/ana/.local/share/canteen',
    })
  })

  test('XDG_DATA_HOME is followed when it is absolute', () => {
    const own = (value: string) =>
      folders({ environment: { XDG_DATA_HOME: value }, platform: 'linux', home: '/home/ana' }).own
    expect(own('/data')).toBe('/data/canteen')
    expect(own('data')).toBe('/home/ana/.local/share/canteen')
  })

  test('on macOS', () => {
    expect(folders({ environment: {}, platform: 'darwin', home: '/Users/ana' })).toEqual({
      abra: '/Users/ana/.abra',
      docker: '/Users/ana/.docker',
      own: '/Users/ana/Library/Application Support/Canteen',
    })
  })

  test('on Windows', () => {
    const home = 'C:\\Users\\ana'
    const environment = { APPDATA: 'C:\\Users\\ana\\AppData\\Roaming' }
    expect(folders({ environment, platform: 'win32', home })).toEqual({
      abra: 'C:\\Users\\ana\\.abra',
      docker: 'C:\\Users\\ana\\.docker',
      own: 'C:\\Users\\ana\\AppData\\Roaming\\Canteen',
    })
  })

  test('variables move each of them, and an empty one counts as unset', () => {
    const moved = { ABRA_DIR: '/a', DOCKER_CONFIG: '/d', CANTEEN_HOME: '/c' }
    const where = { platform: 'linux', home: '/home/ana' } as const
    expect(folders({ environment: moved, ...where })).toEqual({ abra: '/a', docker: '/d', own: '/c' })
    const empty = { ABRA_DIR: '', DOCKER_CONFIG: '', CANTEEN_HOME: '' }
    expect(folders({ environment: empty, ...where })).toEqual(folders({ environment: {}, ...where }))
  })
})
