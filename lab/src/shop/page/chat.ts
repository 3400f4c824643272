type Chat = (method: string, ...given: unknown[]) => void

declare global {
  interface Window {
    Throughline?: Chat & { q?: unknown[][] }
  }
}

/** The snippet, as the guide has it: calls that come before the script wait for it. */
export function chatWith(channelId: string): Chat {
  if (window.Throughline === undefined) {
    const waiting: unknown[][] = []
    window.Throughline = Object.assign((...call: unknown[]) => void waiting.push(call), { q: waiting })
    const script = document.createElement('script')
    script.src = '/widget.js'
    script.async = true
    script.dataset.channel = channelId
    document.head.append(script)
  }
  return (method, ...given) => window.Throughline?.(method, ...given)
}
