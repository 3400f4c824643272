import type { ClientMessage, ServerMessage, Topic } from '@throughline/protocol/realtime/realtime.ts'

export type StreamMessage = Extract<ServerMessage, { topic: Topic }>
export type StreamListener = (message: StreamMessage) => void

/** The topics that are looked at, each with the cursor of the last message that was applied. */
export interface Streams {
  /** `cursor` is the one that came with the page. Returns how to stop. */
  subscribe: (topic: Topic, cursor: string, listener: StreamListener) => () => void
  /** After a cut: each from where it was. */
  resume: () => void
  hear: (message: StreamMessage) => void
  /** What it was about has to be fetched again. */
  reload: (topic: Topic, reason: string) => void
  /** The server does not know it, or not any more. */
  forget: (topic: Topic) => void
}

export function makeStreams(send: (message: ClientMessage) => boolean): Streams {
  const streams = new Map<Topic, { cursor: string; listener: StreamListener }>()

  function hear(message: StreamMessage): void {
    const stream = streams.get(message.topic)
    if (stream === undefined) return
    if (message.type === 'reload') streams.delete(message.topic)
    else if ('cursor' in message) stream.cursor = message.cursor
    stream.listener(message)
  }

  return {
    subscribe(topic, cursor, listener) {
      const stream = { cursor, listener }
      streams.set(topic, stream)
      send({ type: 'subscribe', topic, cursor })
      return () => {
        // Somebody else may have subscribed to the topic since.
        if (streams.get(topic) !== stream) return
        streams.delete(topic)
        send({ type: 'unsubscribe', topic })
      }
    },
    resume() {
      for (const [topic, { cursor }] of streams) send({ type: 'subscribe', topic, cursor })
    },
    hear,
    reload: (topic, reason) => hear({ type: 'reload', topic, reason }),
    forget: (topic) => void streams.delete(topic),
  }
}
