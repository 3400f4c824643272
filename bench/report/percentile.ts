/** The value below which `share` of the values lie, interpolated between the two nearest (as `percentile_cont`). */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) return Number.NaN
  const sorted = Float64Array.from(values).sort()
  const place = share * (sorted.length - 1)
  const below = sorted[Math.floor(place)]!
  const above = sorted[Math.ceil(place)]!
  return below + (above - below) * (place - Math.floor(place))
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}
