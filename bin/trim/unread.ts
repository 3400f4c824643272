interface PackageFile {
  /** Of the package. */
  name: string
  /** Within the package. */
  path: string
  /** Whether a type checker is installed. */
  withTypes: boolean
}

const kinds: ((file: PackageFile) => boolean)[] = [
  // For compiling against Node and PostgreSQL, and Node's manual.
  ({ name, path }) => /^node-(bin-)?(linux|darwin)-/.test(name) && /^(include|share)\//.test(path),
  ({ path }) => path.endsWith('.a'),
  // For debugging a package, and for reading about it. Licences stay.
  ({ path }) => /\.([cm]?[jt]s|css)\.map$/.test(path),
  ({ path }) => /\.(md|markdown)$/i.test(path) && !/(licen[cs]e|notice|copying)[^/]*$/i.test(path),
  // What only its authors run.
  ({ path }) => /^(tests?|__tests__|benchmarks?|examples?|docs|fixtures|\.github)\//.test(path),
  // Node runs no TypeScript of packages, and types are in declarations.
  ({ path }) => /\.[cm]?tsx?$/.test(path) && !isDeclaration(path),
  // Types for other type checkers, and for those who call `require` (zod has them for everyone).
  ({ name, path }) => path.endsWith('.d.cts') && name !== 'zod',
  ({ path }) => /\.(flow|tsbuildinfo)$/.test(path) || path.startsWith('dist-types/ts3.4/'),
  ({ path, withTypes }) => !withTypes && isDeclaration(path),
  // Libraries of another JavaScript runtime.
  ({ path }) => path.endsWith('.bare'),
  // What browsers run is bundled from modules, and has no server's part.
  ({ name, path }) => name.startsWith('@mantine/') && path.startsWith('cjs/'),
  ({ name, path }) => name === 'react-dom' && /^cjs\/react-dom-(server|profiling)/.test(path),
  // Playwright's own screens.
  ({ name, path }) => name === 'playwright-core' && path.startsWith('lib/vite/'),
]

/** Whether nothing here reads the file: neither Node, bundler, browser and PostgreSQL nor, `withTypes`, the type checker. */
export function isUnread(file: PackageFile): boolean {
  return kinds.some((isOfKind) => isOfKind(file))
}

function isDeclaration(path: string): boolean {
  return /\.d\.[cm]?ts$/.test(path)
}
