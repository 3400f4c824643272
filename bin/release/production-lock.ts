/** What of a lock file is read here; the rest is passed on as it is. */
export interface Lock {
  packages: Record<string, LockedPackage>
}

export interface LockedPackage {
  link?: boolean
  resolved?: string
  dev?: boolean
  devOptional?: boolean
  peer?: boolean
  optional?: boolean
  engines?: Record<string, string>
  workspaces?: string[]
  dependencies?: Record<string, string>
  devDependencies?: Record<string, string>
  optionalDependencies?: Record<string, string>
  peerDependencies?: Record<string, string>
  peerDependenciesMeta?: Record<string, { optional?: boolean }>
}

/**
 * The part of a lock file that running the product needs. npm's own `--omit=dev` keeps also what development packages
 * bring as an optional peer of another package, such as a test runner.
 */
export function productionLock<L extends Lock>(lock: L, workspaces: readonly string[]): L {
  const needed = reach(lock, workspaces, { withOptional: false })
  const wanted = reach(lock, workspaces, { withOptional: true })
  const packages: Record<string, LockedPackage> = {}
  for (const [path, found] of Object.entries(lock.packages)) {
    if (!wanted.has(path)) continue
    const { dev: _dev, devOptional: _devOptional, peer: _peer, optional: _optional, ...kept } = found
    if (path === '') kept.workspaces = [...workspaces]
    if (!path.includes('node_modules')) delete kept.devDependencies
    packages[path] = needed.has(path) ? kept : { ...kept, optional: true }
  }
  return { ...lock, packages }
}

/** Every path of the lock file that the workspaces need, links to workspaces among them. */
function reach({ packages }: Lock, workspaces: readonly string[], { withOptional }: { withOptional: boolean }) {
  const reached = new Set<string>()
  function visit(path: string): void {
    if (reached.has(path)) return
    reached.add(path)
    const found = packages[path]!
    if (found.link) return visit(found.resolved!)
    for (const name of namesOf(found, withOptional)) {
      const target = resolve(packages, path, name)
      if (target !== null) visit(target)
    }
  }
  visit('')
  for (const workspace of workspaces) {
    visit(workspace)
    for (const [path, { link, resolved }] of Object.entries(packages)) if (link && resolved === workspace) visit(path)
  }
  return reached
}

function namesOf(found: LockedPackage, withOptional: boolean): string[] {
  const peers = Object.keys(found.peerDependencies ?? {}).filter(
    (name) => found.peerDependenciesMeta?.[name]?.optional !== true,
  )
  const optional = withOptional ? Object.keys(found.optionalDependencies ?? {}) : []
  return [...Object.keys(found.dependencies ?? {}), ...peers, ...optional]
}

/** As Node looks: in the package's own folder of packages, and then in those around it. */
function resolve(packages: Lock['packages'], from: string, name: string): string | null {
  for (let base = from; ; base = parentOf(base)) {
    const path = base === '' ? `node_modules/${name}` : `${base}/node_modules/${name}`
    if (packages[path]) return path
    if (base === '') return null
  }
}

function parentOf(base: string): string {
  const end = base.lastIndexOf('/node_modules/')
  return end === -1 ? '' : base.slice(0, end)
}
