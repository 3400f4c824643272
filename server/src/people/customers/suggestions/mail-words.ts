/** What mail addresses tell about people, and what they do not. */

/** The name in an address without its tag and dots; the same expression is indexed, see `identities_by_mail_name`. */
export function mailNameOf(email: string): string {
  const local = email.split('@', 1)[0] ?? ''
  return (local.split('+', 1)[0] ?? '').replace(/[._-]/g, '')
}

export function domainOf(email: string): string {
  return email.slice(email.lastIndexOf('@') + 1)
}

/** Long enough to be a person's, and no office that every company has. */
export function isPersonalName(mailName: string): boolean {
  return mailName.length >= 4 && !offices.has(mailName)
}

const offices = new Set(
  (
    'admin administrator account accounts accounting billing booking bookings careers contact customer customercare ' +
    'customerservice enquiries enquiry feedback finance hello help helpdesk hostmaster info information invoice ' +
    'invoices jobs kontakt legal mail mailer mailerdaemon marketing media news newsletter noreply donotreply office ' +
    'order orders post postmaster press privacy purchasing rechnung reception reservations sales security service ' +
    'shop spam support team tech test user vertrieb webmaster welcome'
  ).split(' '),
)

/** Whether anybody can have an address there: then sharing the domain says nothing. */
export function isFreeMail(domain: string): boolean {
  return freeMailDomains.has(domain) || freeMailFamilies.has(domain.split('.', 1)[0] ?? '')
}

// Providers with a domain per country.
const freeMailFamilies = new Set(
  'gmail googlemail outlook hotmail live msn yahoo ymail rocketmail gmx yandex aol'.split(' '),
)
const freeMailDomains = new Set(
  (
    'icloud.com me.com mac.com mail.com inbox.com email.com usa.com proton.me protonmail.com protonmail.ch pm.me ' +
    'tutanota.com tuta.io tutamail.com fastmail.com fastmail.fm hey.com zoho.com zohomail.com hushmail.com posteo.de ' +
    'mailbox.org web.de t-online.de freenet.de arcor.de online.de vodafone.de orange.fr wanadoo.fr free.fr sfr.fr ' +
    'laposte.net neuf.fr bbox.fr libero.it virgilio.it tiscali.it alice.it tin.it fastwebnet.it telefonica.net ' +
    'terra.es sapo.pt telenet.be skynet.be ziggo.nl kpnmail.nl xs4all.nl planet.nl home.nl bluewin.ch sunrise.ch ' +
    'aon.at chello.at seznam.cz centrum.cz email.cz azet.sk zoznam.sk wp.pl o2.pl interia.pl onet.pl op.pl ' +
    'freemail.hu citromail.hu indamail.hu t-online.hu abv.bg mail.bg mail.ru bk.ru inbox.ru list.ru rambler.ru ' +
    'ukr.net i.ua telia.com online.no btinternet.com sky.com virginmedia.com talktalk.net ntlworld.com eircom.net ' +
    'comcast.net verizon.net att.net sbcglobal.net bellsouth.net cox.net charter.net earthlink.net juno.com ' +
    'optonline.net shaw.ca rogers.com sympatico.ca telus.net bigpond.com optusnet.com.au iinet.net.au xtra.co.nz ' +
    'qq.com 163.com 126.com 139.com sina.com sina.cn sohu.com foxmail.com aliyun.com naver.com daum.net hanmail.net ' +
    'kakao.com nate.com docomo.ne.jp ezweb.ne.jp softbank.ne.jp nifty.com rediffmail.com sify.com uol.com.br ' +
    'bol.com.br terra.com.br ig.com.br globo.com walla.co.il walla.com'
  ).split(' '),
)
