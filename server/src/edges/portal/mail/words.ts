/** What stands around the replies in a mail that carries a chat on, in the visitor's language. */
interface MailWords {
  /** `{name}`: the company. */
  subject: string
  /** The mailbox's owner may be somebody else than who typed the address: they must know what an answer does. */
  foot: string
}

const words: Record<string, MailWords> = {
  en: {
    subject: 'Your chat with {name}',
    foot: 'This address was given in our chat. If you answer this mail, your answer is shown there. If you did not chat with us, please don’t answer; nothing else will happen.',
  },
  de: {
    subject: 'Ihr Chat mit {name}',
    foot: 'Diese Adresse wurde in unserem Chat angegeben. Antworten Sie auf diese Mail, erscheint Ihre Antwort dort. Falls Sie nicht mit uns gechattet haben, antworten Sie bitte nicht; weiter geschieht nichts.',
  },
  fr: {
    subject: 'Votre discussion avec {name}',
    foot: 'Cette adresse a été indiquée dans notre messagerie. Si vous répondez à ce message, votre réponse y apparaîtra. Si vous n’avez pas discuté avec nous, ne répondez pas ; il ne se passera rien d’autre.',
  },
  es: {
    subject: 'Su chat con {name}',
    foot: 'Esta dirección se indicó en nuestro chat. Si responde a este correo, su respuesta se mostrará allí. Si no ha chateado con nosotros, no responda; no ocurrirá nada más.',
  },
  it: {
    subject: 'La sua chat con {name}',
    foot: 'Questo indirizzo è stato indicato nella nostra chat. Se risponde a questa mail, la risposta comparirà lì. Se non ha chattato con noi, non risponda; non accadrà altro.',
  },
  pt: {
    subject: 'A sua conversa com {name}',
    foot: 'Este endereço foi indicado no nosso chat. Se responder a este e-mail, a resposta aparecerá lá. Se não conversou connosco, não responda; nada mais acontecerá.',
  },
  nl: {
    subject: 'Uw chat met {name}',
    foot: 'Dit adres is in onze chat opgegeven. Als u op deze mail antwoordt, verschijnt uw antwoord daar. Hebt u niet met ons gechat, antwoord dan niet; er gebeurt verder niets.',
  },
  pl: {
    subject: 'Twój czat z {name}',
    foot: 'Ten adres podano na naszym czacie. Odpowiedź na tę wiadomość pojawi się tam. Jeśli nie prowadzono z nami czatu z Twojej strony, prosimy nie odpowiadać; nic więcej się nie stanie.',
  },
  ar: {
    subject: 'محادثتك مع {name}',
    foot: 'أُعطي هذا العنوان في محادثتنا. إذا أجبت عن هذه الرسالة فستظهر إجابتك هناك. إذا لم تتحدث معنا فلا تُجب من فضلك، ولن يحدث شيء آخر.',
  },
  ja: {
    subject: '{name} とのチャット',
    foot: 'このアドレスは当社のチャットで入力されました。このメールに返信すると、返信はチャットに表示されます。お心当たりのない場合は返信しないでください。ほかには何も起こりません。',
  },
}

export function mailWords(locale: string | undefined, fallback: string): MailWords {
  const language = (locale ?? fallback).toLowerCase().split('-')[0]!
  return words[language] ?? words[fallback] ?? words['en']!
}
