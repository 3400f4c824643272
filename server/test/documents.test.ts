import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '../..')
const documents = globSync(['*.md', 'docs/**/*.md'], { cwd: root })

test('every page, file and picture that a document leads to is there', () => {
  const broken = documents.flatMap((document) => {
    const text = readFileSync(join(root, document), 'utf8')
    const targets = [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)].map(
      ([, link, image]) => link ?? image!,
    )
    return targets
      .filter((target) => !/^([a-z]+:|#)/.test(target))
      .map((target) => join(root, dirname(document), target.split('#')[0]!))
      .filter((path) => !existsSync(path))
      .map((path) => `${document} → ${relative(root, path)}`)
  })
  expect(documents.length).toBeGreaterThan(10)
  expect(broken).toEqual([])
})

test('every picture is shown somewhere, and none is heavier than a page should carry', () => {
  const pictures = globSync('docs/images/*', { cwd: root })
  const texts = documents.map((document) => readFileSync(join(root, document), 'utf8')).join('\n')
  const unshown = pictures.filter((picture) => !texts.includes(picture.replace(/^docs\//, '')))
  expect(unshown).toEqual([])
  expect(pictures.filter((picture) => readFileSync(join(root, picture)).length > 200 * 1024)).toEqual([])
})
