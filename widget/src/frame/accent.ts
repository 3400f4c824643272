/** White or black on the company's colour, whichever can be read better; and a colour that is none becomes ours. */
const ownAccent = '#3c52c0'

export function accentOf(wanted: string | null): { accent: string; onAccent: string } {
  const accent = /^#[0-9a-f]{6}$/i.test(wanted ?? '') ? String(wanted) : ownAccent
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => linear(parseInt(accent.slice(at, at + 2), 16) / 255))
  const luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
  return { accent, onAccent: 1.05 / (luminance + 0.05) >= 4.5 ? '#ffffff' : '#000000' }
}

function linear(share: number): number {
  return share <= 0.040_45 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
}
