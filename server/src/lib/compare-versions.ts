/** -1, 0 or 1, by the rules of semantic versions: a version with a suffix comes before the one without. */
export function compareVersions(a: string, b: string): number {
  const [one, other] = [parts(a), parts(b)]
  for (const [index, number] of one.numbers.entries()) {
    const difference = Math.sign(number - other.numbers[index]!)
    if (difference !== 0) return difference
  }
  if (one.suffix === other.suffix) return 0
  if (one.suffix === '') return 1
  if (other.suffix === '') return -1
  return Math.sign(one.suffix.localeCompare(other.suffix, 'en', { numeric: true }))
}

function parts(version: string): { numbers: number[]; suffix: string } {
  const end = version.indexOf('-')
  const [core, suffix] = end === -1 ? [version, ''] : [version.slice(0, end), version.slice(end + 1)]
  return { numbers: core.split('.').map(Number), suffix }
}
