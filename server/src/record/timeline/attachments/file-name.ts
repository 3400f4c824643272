const maxLength = 150

/**
 * A name that is safe to show, to save under and to put in a header: no path, no control or direction marks (which
 * make `exe.pdf` of `fdp.exe`), not hidden, not endless. Keeps its ending when it is cut.
 */
export function safeFileName(name: string): string {
  const clean = name
    .normalize('NFC')
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[/\\:*?"<>|]/g, '_')
    .replace(/^[.\s]+|[.\s]+$/g, '')
  if (clean === '') return 'file'
  if (clean.length <= maxLength) return clean
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(clean)?.[0] ?? ''
  return clean.slice(0, maxLength - ending.length).toWellFormed() + ending
}
