import { createTransport } from 'nodemailer'
import type { SendMailOptions } from 'nodemailer'

/** Sends one mail by SMTP, as a customer's server does. Rejects when it is refused. */
export async function sendMail(port: number, mail: SendMailOptions): Promise<string> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  try {
    const info = await transport.sendMail({ to: 'support@shop.example', ...mail })
    return info.messageId.replace(/^<|>$/g, '')
  } finally {
    transport.close()
  }
}

/** The same, byte for byte as given. */
export async function sendRaw(
  port: number,
  from: string,
  raw: string | Buffer,
  to = 'support@shop.example',
): Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true })
  try {
    await transport.sendMail({ envelope: { from, to }, raw })
  } finally {
    transport.close()
  }
}
