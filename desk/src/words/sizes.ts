import { locale } from './locale.ts'

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

/** "512 bytes", "3.4 MB" */
export function fileSize(sizeBytes: number): string {
  let size = sizeBytes
  let index = 0
  while (size >= 1000 && index < units.length - 1) {
    size /= 1000
    index += 1
  }
  const digits = index === 0 || size >= 100 ? 0 : 1
  return new Intl.NumberFormat(locale(), {
    style: 'unit',
    unit: units[index],
    // A short byte is a word without its plural.
    unitDisplay: index === 0 ? 'long' : 'short',
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  }).format(size)
}

/** "10,000", "10.000" */
export function wholeNumber(count: number): string {
  return new Intl.NumberFormat(locale()).format(count)
}
