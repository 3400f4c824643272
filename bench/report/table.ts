import { isMet, ratioOf, type BenchResult, type Measure } from './measure.ts'

/** The measures of one benchmark as people read them. */
export function tableOf(title: string, { measures, notes }: BenchResult): string {
  const rows = [['', 'measured', 'baseline', 'ratio', 'owed', ''], ...measures.map(rowOf)]
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)))
  const lines = rows.map((row) =>
    row
      .map((cell, column) =>
        column === 0 || column === 5 ? cell.padEnd(widths[column]!) : cell.padStart(widths[column]!),
      )
      .join('  ')
      .trimEnd(),
  )
  return [`\n${title}`, ...lines.map((line) => `  ${line}`), ...notes.map((note) => `  · ${note}`)].join('\n')
}

function rowOf(measure: Measure): string[] {
  const { name, unit, value, baseline } = measure
  const ratio = ratioOf(measure)
  return [
    baseline === undefined ? name : `${name} (against ${baseline.name})`,
    amount(value, unit),
    baseline === undefined ? '' : amount(baseline.value, unit),
    ratio === null ? '' : ratio.toFixed(2),
    owedOf(measure),
    { true: 'ok', false: 'MISSED', null: '' }[String(isMet(measure))]!,
  ]
}

export function owedOf({ owed, unit }: Measure): string {
  if (owed === undefined) return ''
  const sign = owed.is === 'at least' ? '≥' : '≤'
  return `${sign} ${owed.of === 'ratio' ? owed.limit : amount(owed.limit, unit)}`
}

function amount(value: number, unit: Measure['unit']): string {
  const digits = unit === 'count' || Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2
  const number = value.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  return unit === 'count' || unit === 'each' ? number : `${number} ${unit}`
}
