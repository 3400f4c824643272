import { fileTypeFromBuffer } from 'file-type'

/** Enough for every signature that is looked for; a longer look would read whole archives. */
const sniffedBytes = 8192

/**
 * What the bytes are, never what the sender says they are. Text is recognised only as far as it is
 * safe: anything that a browser might run as a page or a picture with scripts is plain text here.
 */
export async function sniffMediaType(content: Uint8Array): Promise<string> {
  const head = content.subarray(0, sniffedBytes)
  const found = await fileTypeFromBuffer(head).catch(() => undefined)
  if (found && !scriptable.has(found.mime)) return found.mime
  return isText(head) ? 'text/plain' : 'application/octet-stream'
}

const scriptable = new Set(['application/xml', 'text/html', 'image/svg+xml', 'application/xhtml+xml'])

function isText(bytes: Uint8Array): boolean {
  if (bytes.length === 0) return false
  try {
    // A character cut in two at the end of the sample is no reason to call it binary.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes, { stream: true })
    // oxlint-disable-next-line no-control-regex -- control characters are what tells binary from text
    return !/[\u0000-\u0008\u000e-\u001a]/.test(text)
  } catch {
    return false
  }
}
