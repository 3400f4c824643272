import { expect, test } from 'vitest'
import { isSmallTalk } from './small-talk.ts'

test.each([
  'Hi Olga,\n\nthank you for your message. We are looking into it and will get back to you as soon as possible.\n\nBest regards\nBo',
  'You’re welcome! Have a nice day.',
  'One moment please',
  'We are very sorry for the inconvenience.',
  'Is there anything else I can help you with?',
  'Hallo Frau Brandt, vielen Dank für Ihre Nachricht. Wir kümmern uns darum und melden uns bald.',
  'Gern geschehen, schönen Tag noch!',
  'Bonjour Mme Brandt,\nmerci beaucoup pour votre message. Nous revenons vers vous rapidement.\nCordialement\nBo',
  'ok',
  '👍',
  '',
])('small talk: %s', (text) => expect(isSmallTalk(text)).toBe(true))

test.each([
  'Please unplug the kettle and try another socket.',
  'Thanks, the refund left today.',
  'We do wrap presents.',
  'It left on Monday.',
  'Your number is 4711.',
  'Hi Olga, a voucher is on its way. Best regards, Bo',
  'Können Sie bitte ein Foto der Dichtung schicken?',
  'Votre colis est parti hier.',
  'お問い合わせありがとうございます。',
  'Tack, vi byter lampan.',
])('not small talk: %s', (text) => expect(isSmallTalk(text)).toBe(false))
