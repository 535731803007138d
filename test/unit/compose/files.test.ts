import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { ComposeError } from '../../../main/compose/compose-error.ts'
import { convert } from '../../../main/compose/convert.ts'
import { folderTree } from '../../../main/folder-tree.ts'
import { converted, refusal, withApp } from './scene.ts'

describe('files that a recipe names', () => {
  const refused = (options: string, rest: string) => refusal({ files: { 'compose.yml': withApp(options, rest) } })

  test.each([
    ['hostname: a', 'configs: {c: {file: /etc/passwd}}', 'config', '/etc/passwd', 'absolute'],
    ['hostname: a', 'secrets: {c: {file: ../../secret}}', 'secret', '../../secret', 'outside'],
    ['env_file: ../other.env', '', 'env-file', '../other.env', 'outside'],
    ['hostname: a', 'configs: {c: {file: .}}', 'config', '.', 'folder'],
  ])('%s %s is refused', (options, rest, use, path, reason) => {
    const error = refused(options, rest)
    expect(error.problem).toEqual({ code: 'file-refused', use, path, reason })
    expect(error.message).toContain(path)
    expect(error.place?.file).toBe('compose.yml')
  })

  test('a missing one is named', () => {
    expect(refused('env_file: [no.env]', '').problem).toEqual({ code: 'file-missing', use: 'env-file', path: 'no.env' })
    expect(refusal({ files: {}, composeFiles: ['compose.yml'] }).problem).toMatchObject({
      code: 'file-missing',
      use: 'compose-file',
    })
    expect(refusal({ files: {}, composeFiles: ['../compose.yml'] }).problem).toMatchObject({
      code: 'file-refused',
      reason: 'outside',
    })
  })

  test('the file of an external secret is not even looked for', () => {
    const files = { 'compose.yml': withApp('hostname: a', 'secrets: {s: {external: true, file: /etc/shadow}}') }
    expect(converted({ files }).requests.secrets).toEqual([])
  })

  test('env files are read in order, before environment:, each name from the last', () => {
    const files = {
      'compose.yml': withApp('env_file: [one.env, two.env]\nenvironment: {C: own, D: }'),
      'one.env': 'A=1\nB=1\nC=1\n',
      'two.env': 'B=2\nD=2\nFROM_APP\n',
    }
    const { requests } = converted({ files, environment: { FROM_APP: 'yes', D: 'app' } })
    expect(requests.services[0]?.body.TaskTemplate.ContainerSpec.Env).toEqual([
      'A=1',
      'B=2',
      'C=own',
      'D=app',
      'FROM_APP=yes',
    ])
    expect(refusal({ files: { ...files, 'two.env': 'A B=1' } }).problem).toEqual({
      code: 'env-file-invalid',
      path: 'two.env',
      line: 1,
      reason: 'space-in-name',
    })
  })

  test('a stack needs a name and a file', () => {
    expect(refusal({ files: {} }).problem).toEqual({ code: 'no-compose-file' })
    expect(refusal({ files: { 'compose.yml': '' }, stack: ' "\'' }).problem).toEqual({
      code: 'stack-name-invalid',
      stack: ' "\'',
    })
  })
})

describe('a folder as a tree', () => {
  let folder = ''

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'canteen-tree-'))
    mkdirSync(join(folder, 'recipe', 'inner'), { recursive: true })
    writeFileSync(join(folder, 'secret'), 'not yours')
    writeFileSync(join(folder, 'recipe', 'inner', 'file'), 'yours')
  })

  afterEach(() => rmSync(folder, { recursive: true }))

  const read = (path: string) => folderTree(join(folder, 'recipe')).read(path)

  test('reads files in it', () => {
    expect(read('inner/file')).toEqual({ kind: 'file', bytes: Buffer.from('yours') })
  })

  test('nothing else', () => {
    symlinkSync('../secret', join(folder, 'recipe', 'link'))
    symlinkSync('..', join(folder, 'recipe', 'up'))
    execFileSync('mkfifo', [join(folder, 'recipe', 'pipe')])
    writeFileSync(join(folder, 'recipe', 'huge'), '')
    truncateSync(join(folder, 'recipe', 'huge'), 64 * 1024 * 1024)
    expect(read('absent')).toEqual({ kind: 'missing' })
    expect(read('inner/file/below')).toEqual({ kind: 'missing' })
    expect(read('link')).toEqual({ kind: 'refused', reason: 'symlink' })
    expect(read('up/secret')).toEqual({ kind: 'refused', reason: 'symlink' })
    expect(read('inner')).toEqual({ kind: 'refused', reason: 'folder' })
    expect(read('pipe')).toEqual({ kind: 'refused', reason: 'device' })
    expect(read('huge')).toEqual({ kind: 'refused', reason: 'too-large' })
    for (const path of ['../secret', 'inner/../../secret', '/etc/passwd', '', 'inner//file', './inner/file', 'a\0b']) {
      expect(read(path)).toEqual({ kind: 'refused', reason: 'outside' })
    }
  })

  test('a recipe cannot read through a link in it', () => {
    symlinkSync('../secret', join(folder, 'recipe', 'link'))
    writeFileSync(join(folder, 'recipe', 'compose.yml'), withApp('hostname: a', 'configs: {c: {file: ./link}}'))
    const tree = folderTree(join(folder, 'recipe'))
    const run = () => convert({ stack: 's', composeFiles: ['compose.yml'], environment: {}, tree })
    expect(run).toThrow(ComposeError)
    expect(run).toThrow('"./link" is not read: it is a symbolic link')
  })
})
