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

/** What a heading is called in an address, as GitHub does it. */
const anchorOf = (heading: string): string =>
  heading
    .toLowerCase()
    .replaceAll(/[`*]|\[|\]\([^)]*\)/g, '')
    .replaceAll(/[^\p{L}\p{N}_ -]/gu, '')
    .replaceAll(' ', '-')

test('every part of a page that a document leads to is there', () => {
  const broken = documents.flatMap((document) => {
    const links = [...readFileSync(join(root, document), 'utf8').matchAll(/\]\(([^)\s:]*)#([^)\s]+)\)/g)]
    return links.flatMap(([, page, anchor]) => {
      const target = page === '' ? join(root, document) : join(root, dirname(document), page!)
      const headings = [...readFileSync(target, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
        anchorOf(heading!),
      )
      return headings.includes(anchor!) ? [] : [`${document} → ${page}#${anchor}`]
    })
  })
  expect(broken).toEqual([])
})

test('the README leads to every guide', () => {
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const guides = globSync('docs/guides/*.md', { cwd: root })
  expect(guides.length).toBeGreaterThan(5)
  expect(guides.filter((guide) => !readme.includes(`](${guide})`))).toEqual([])
})

test('every picture is shown somewhere, and none is heavier than a page should carry', () => {
  const pictures = globSync('docs/images/*', { cwd: root })
  const texts = documents.map((document) => readFileSync(join(root, document), 'utf8')).join('\n')
  const unshown = pictures.filter((picture) => !texts.includes(picture.replace(/^docs\//, '')))
  expect(unshown).toEqual([])
  expect(pictures.filter((picture) => readFileSync(join(root, picture)).length > 200 * 1024)).toEqual([])
})
