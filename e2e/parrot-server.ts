import { ensureBuilt } from '../server/test/built.ts'
import { startTestApp, type TestApp } from '../server/test/app.ts'
import { freePort } from '../server/test/free-port.ts'
import { startSmtpSink } from '../server/test/mail/smtp-sink.ts'
import { parrot } from '../server/test/sample-channel/parrot.ts'
import { startCuttableProxy } from './cuttable-proxy.ts'
import { admin, type TestServer } from './server.ts'

/** The product with a channel that only tests have: it runs in the process of the test, which is its provider. */
export async function startParrotServer(): Promise<TestServer & { app: TestApp }> {
  await ensureBuilt()
  const port = await freePort()
  const [wire, sink] = await Promise.all([startCuttableProxy(port), startSmtpSink()])
  const app = await startTestApp({
    env: {
      PORT: String(port),
      PUBLIC_URL: wire.url,
      ADMIN_EMAIL: admin.email,
      ADMIN_PASSWORD: admin.password,
      SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
    },
    moreAdapters: [parrot],
  })
  const { smtpPort, database } = app
  return {
    app,
    url: wire.url,
    smtpPort,
    sink,
    wire,
    database,
    printed: () => '',
    api: (method, path, body) => app.api(method, path, body),
    async stop() {
      await app.stop()
      await Promise.all([wire.close(), sink.close()])
    },
  }
}
