export interface Span {
  traceId: string
  spanId: string
  parentSpanId?: string
  name: string
  beganMs: number
  endedMs: number
  attributes: Readonly<Record<string, string | number>>
  hasFailed: boolean
}

export interface SpanTarget {
  readonly url: string
  readonly serviceName: string
  readonly version: string
  readonly headers: Readonly<Record<string, string>>
}

export interface SpanSender {
  /** Never waited for: what the collector does not take in time is dropped. */
  add(span: Span): void
  stop(): Promise<void>
}

const everyMs = 1000
const maxWaiting = 4096
const maxPerRequest = 512
const givenUpAfterMs = 2000

/**
 * OTLP over HTTP, as JSON: <https://opentelemetry.io/docs/specs/otlp/#otlphttp>. By hand: spans are written when they are
 * over, so that nothing of the official packages would be used but this one document, and they take 8 MB more.
 */
export function createSpanSender(target: SpanTarget): SpanSender {
  let waiting: Span[] = []
  let sending: Promise<void> | null = null
  const timer = setInterval(sendSoon, everyMs)
  timer.unref()

  function sendSoon(): void {
    if (waiting.length > 0) sending ??= sendSome().finally(() => (sending = null))
  }

  async function sendSome(): Promise<void> {
    const batch = waiting.slice(0, maxPerRequest)
    waiting = waiting.slice(maxPerRequest)
    const isAway = await post(batch)
    // Tried again with the next ones, as long as there is room.
    if (isAway && waiting.length + batch.length <= maxWaiting) waiting = [...batch, ...waiting]
  }

  /** True when trying again makes sense. */
  async function post(batch: readonly Span[]): Promise<boolean> {
    try {
      const response = await fetch(target.url, {
        method: 'POST',
        headers: { ...target.headers, 'content-type': 'application/json' },
        body: JSON.stringify(requestOf(target, batch)),
        signal: AbortSignal.timeout(givenUpAfterMs),
      })
      await response.body?.cancel()
      return [429, 502, 503, 504].includes(response.status)
    } catch {
      return true
    }
  }

  return {
    add(span) {
      if (waiting.length < maxWaiting) waiting.push(span)
    },
    async stop() {
      clearInterval(timer)
      await sending
      if (waiting.length > 0) await post(waiting.splice(0, maxPerRequest))
    },
  }
}

function requestOf({ serviceName, version }: SpanTarget, batch: readonly Span[]): unknown {
  const resource = { attributes: attributesOf({ 'service.name': serviceName, 'service.version': version }) }
  const spans = batch.map(({ beganMs, endedMs, attributes, hasFailed, ...span }) => ({
    ...span,
    // Always "internal"; the channel's kind says what comes from others or goes to them.
    kind: 1,
    startTimeUnixNano: nanos(beganMs),
    endTimeUnixNano: nanos(endedMs),
    attributes: attributesOf(attributes),
    status: hasFailed ? { code: 2 } : {},
  }))
  return { resourceSpans: [{ resource, scopeSpans: [{ scope: { name: 'throughline', version }, spans }] }] }
}

function attributesOf(values: Readonly<Record<string, string | number>>): unknown[] {
  return Object.entries(values).map(([key, value]) => ({
    key,
    value: typeof value === 'string' ? { stringValue: value } : { intValue: String(value) },
  }))
}

/** 64 bits as a string, as protobuf's JSON has them. */
const nanos = (ms: number): string => String(BigInt(Math.round(ms * 1000)) * 1000n)
