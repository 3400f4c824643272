/** The words with which people and devices end a mail, in many languages. */

const mobileWords = [
  // Sent from my iPhone · Sent via … · Get Outlook for iOS
  'sent (?:wirelessly )?(?:from|via|with|using|by) \\S.*|sent on the go\\b.*',
  // Get Outlook for iOS
  '(?:get|holen sie sich|download|obtenez|obtenir|télécharger|obtener|descargar|obter o|baixar o|scarica|ottieni|pobierz(?: program)?|hämta|hent|få|lataa|скачать|загрузить|завантажити|获取|获取适用于|取得|下载|下載) outlook .*|outlook .{2,20} (?:herunterladen|downloaden|edinin|を入手|下载|가져오기)',
  '(?:diese nachricht wurde )?(?:gesendet|verschickt|versendet) (?:von|mit|über|via|aus) \\S.*|(?:diese (?:nachricht|e-?mail) wurde )?von (?:meinem|unterwegs) .{0,70}gesendet.*|von (?:iphone|ipad|android|samsung).{0,40}',
  'envoyé (?:de|depuis|à partir|avec|via|sans fil) ?\\S.*',
  '(?:enviado|enviada) (?:desde|de|do|da|via|por|a partir|com|con) \\S.*',
  'inviato (?:da|dal|con|tramite) \\S.*',
  '(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van) \\S.*',
  '(?:skickat|skickades|sendt|sent) (?:från|fra|via|med) \\S.*',
  'lähetetty \\S.*|wysłan[eo] (?:z|ze|przez) \\S.*|odesláno (?:z|ze|pomocí) \\S.*|odoslané (?:z|zo) \\S.*|elküldve .*r[óő]l.*|elküldve .*-[bt][óő]l.*|trimis de pe \\S.*',
  'отправлено (?:с|из|через|от) \\S.*|надіслано (?:з|із) \\S.*|изпратено от \\S.*|poslano (?:z|iz|s) \\S.*|στάλθηκε από \\S.*',
  ".{0,30}['’]?(?:dan|den|tan|ten|umdan|ımdan) gönderildi.*|đã gửi từ .*|dikirim dari .*|נשלח מ.*|أُ?رسلت من .*",
  '(?:发自|發自|從|从).{0,30}(?:iphone|ipad|android|手机|手機|邮箱|傳送|发送|发出).{0,10}|(?:iphone|ipad|android).{0,10}から送信.*|.{0,20}(?:iphone|ipad|android|갤럭시|스마트폰).{0,10}에서 보냄.*|나의 .*에서 보냄.*|.{0,40}から送信',
]
const mobile = new RegExp(`^[*_]?(?:${mobileWords.join('|')})$`, 'iu')
/** "Sent via DHL" is an answer; a device, a mail program, a link or "my" makes it a signature. */
const device =
  /\b(?:my|mon|ma|mi|meu|minha|mio|mijn|min|mit|mein(?:em|er)?)\b|https?:|iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|oneplus|pixel|nokia|lumia|windows|blackberry|\bhtc\b|xperia|motorola|wiko|mail|outlook|yahoo|\bapp\b|app<|phone|handy|mobil|móvil|celular|tablet|telefon|téléphone|device|spark|sparrow|proton|superhuman|zimbra|gmx|web\.de|telekom|iphon|айфон|смартфон|почт|手机|手機|邮箱|送信|gönderildi|נשלח/iu
/** More words than a device has: then it goes on as a sentence. */
const maxMobileWords = 14

/** "Please excuse my brevity", "Typos courtesy of my thumbs", behind the device or alone. */
const apology =
  /(?:^|(?<=\S)[.,;!–-]?\s+)(?:(?:and )?(?:please |pls )?(?:excuse|pardon|forgive|ignore) (?:the |my |any |for )?(?:brevity|typos?|typographical|spelling|mistakes|errors|autocorrect|terseness)\b.{0,60}|(?:typos|errors|brevity) (?:courtesy of|brought to you by) .{0,60}|(?:bitte )?entschuldig(?:en sie|e)? (?:die |meine |etwaige |bitte )?(?:kürze|tippfehler)\b.{0,60}|(?:merci de |veuillez )?(?:excuser|pardonner) (?:la |ma |les |mes )?(?:brièveté|fautes?)\b.{0,60})$/i

/** "Sent from my iPhone" and its like, standing alone on a line. */
export function isMobileSignature(line: string): boolean {
  const text = line.trim().replace(apology, '')
  if (text === '') return line.trim() !== ''
  if (text.length < 5 || text.length > 200 || !mobile.test(text) || !device.test(text)) return false
  const plain = text.replace(/<[^<>]*>|\([^()]*\)|\[[^[\]]*\]/g, '')
  if (plain.split(/\s+/).length > maxMobileWords || /[;?]/.test(plain)) return false
  return !/\b(?:is|are|was|were|will|has|have|had|but|so|not|please|to all)\b/i.test(plain)
}

const closing = new RegExp(
  `^(?:${[
    '(?:with )?(?:my |all )?(?:many |(?:very )?best |kind(?:est)? |warm(?:est)? |good |yours? )?(?:regards|wishes|greetings)',
    'have a (?:nice|great|good|lovely|wonderful) (?:day|evening|week|weekend|one)',
    '(?:many )?thanks(?: (?:again|a lot|so much|very much|in advance|for (?:your|the) (?:help|time|support)))?(?: and (?:best |kind )?regards)?',
    'thank you(?: (?:again|so much|very much|in advance)){0,2}(?: for (?:your|the|all your) (?:help|time|support|assistance|patience|understanding))?(?: and (?:best |kind )?regards)?',
    '(?:yours |very )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?',
    'cheers|best|all the best|take care|cordially|kindly|respectfully|thx|br|rgds|kr|bw',
    '(?:mit )?(?:freundliche[nr]?|beste[nr]?|viele[nr]?|liebe[nr]?|herzliche[nr]?|schöne[nr]?|sonnige[nr]?) (?:grüße?n?|gruß|gruss|grüsse?n?)(?: (?:aus|von|nach|vom) .{2,30})?',
    '(?:mfg|lg|vg|bg|hochachtungsvoll|(?:vielen |besten |herzlichen )?dank(?:e)?(?: im voraus)?|gruß|grüße|grüsse)',
    "(?:bien )?(?:cordialement|amicalement|respectueusement)(?: vôtre)?|(?:sincères |meilleures )?salutations(?: distinguées)?|merci(?: (?:beaucoup|d['’]avance|par avance))?|bonne (?:journée|soirée|réception)|cdlt|cdt|bien à (?:vous|toi)|bises|bonne (?:fin de journée|continuation)",
    "(?:je vous prie|nous vous prions|veuillez|recevez)\\b.{0,60}\\b(?:agréer|recevoir|croire|l['’]expression|mes|nos)\\b.{0,60}\\b(?:salutations|sentiments)(?: \\S{1,15}){0,3}",
    '(?:(?:muchas )?gracias y )?(?:recib[ae]n? )?(?:un |con un )?(?:saludos?|cordial saludo|atentamente|atte|abrazo)(?: cordial(?:es)?| atento)?|(?:muchas )?gracias(?: (?:de antemano|por todo))?',
    '(?:com )?(?:os )?(?:meus )?(?:(?:melhores |cordiais )?cumprimentos|atenciosamente|att|um abraço|abraços?|cordialmente|(?:muito )?obrigad[oa]|melhores cumprimentos|grat[oa])',
    '(?:grazie e )?(?:un |(?:i )?(?:più )?(?:cordiali |distinti |cari |migliori ))?salut[oi]|cordialmente|grazie(?: (?:mille|in anticipo))?',
    '(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|mvg|(?:alvast )?bedankt|dank (?:je|u)(?: wel)?',
    '(?:med )?(?:vänliga?|vennlig|venlig|bästa|beste|bedste) (?:hälsning(?:ar)?|hilsen(?:er)?)|mvh|hälsningar|hilsen|tack(?: på förhand)?|(?:på forhånd )?tak(?:k)?',
    '(?:ystävällisin )?terveisin|kiitos|(?:z )?(?:poważaniem|wyrazami szacunku)|pozdrawiam(?: serdecznie)?|pozdrowienia|dziękuję',
    '(?:s )?(?:pozdravem|pozdravom)|děkuji|ďakujem|üdvözlettel|köszönöm|cu (?:stimă|respect)|mulțumesc',
    'с уважением|спасибо|з повагою|дякую|saygılarımla|teşekkürler|με εκτίμηση|ευχαριστώ',
    '此致|谢谢|謝謝|多谢|祝(?:好|安|您.{1,8}|商祺|顺利)|顺祝.{1,4}|敬上|(?:以上、?|どうぞ)?(?:何卒)?(?:よろしく|宜しく)お願い(?:いた|致)?(?:し|申し上げ)ます|ありがとうございます|감사합니다|감사드립니다|수고하세요',
  ].join('|')})[\\s,.!;:)–—，。！、-]{0,6}$`,
  'iu',
)

/** With the name behind it: "Kind regards, Ana". Not after thanks, which may name the person who is thanked. */
const signedClosing =
  /^(?:(?:with )?(?:my )?(?:best|kind|warm) (?:regards|wishes)|regards|cheers|(?:mit )?(?:freundlichen|besten|vielen|lieben|schönen) grüßen|(?:beste|viele|liebe|schöne|freundliche|herzliche) (?:grüße|grüsse)|lg|vg|mfg|gruß|gruss|(?:bien )?cordialement|un saludo|saludos|atentamente|cordiali saluti|saluti|atenciosamente|abraços?|(?:met )?vriendelijke groet(?:en)?|groet(?:en|jes)?|mvg|mvh|pozdrawiam|z poważaniem|с уважением|з повагою),? {1,3}(?:[^\s,]+ ){0,2}[^\s,]+$/iu

export function isSignedClosing(line: string): boolean {
  const text = line.trim()
  return text.length <= 80 && signedClosing.test(text) && /\s\p{Lu}\S*$/u.test(text)
}

/** What programs and lists, not people, write below a mail, where a paragraph begins. */
const footer = new RegExp(
  `^[*_\\s<]*(?:https?://\\S{1,300}>?\\s)?(?:${[
    '(?:this|the) (?:e-?mail|message)(?: \\S+){0,3} (?:has been|was|is) (?:checked|scanned|virus)',
    'virus[- ]free\\b.{0,60}|virenfrei\\b.{0,60}|garanti sans virus|libre de virus|privo di virus|virusvrij|sem vírus|wolny od wirusów|без вирусов',
    '(?:diese|dieses) (?:e-?mail|nachricht|mail)\\b.{0,60}\\bauf viren',
    "l['’]absence de virus|este (?:correo|e-?mail|mensaje)\\b.{0,60}\\bvirus|questa e-?mail\\b.{0,60}\\bvirus|deze e-?mail\\b.{0,60}\\bvirus",
    'yahoo mail\\s?: .{3,60}|sent (?:using|with) .{0,40}(?:webmail|e-?mail)',
    "you(?: are|[’']re)? receiv(?:ed|ing) this (?:message|e-?mail|mail) because",
    'to unsubscribe from this (?:group|list|topic|mailing)',
    "(?:please )?(?:consider|think (?:of|about)) the (?:environment|trees?)\\b.{0,40}\\bprint|(?:bitte )?denken sie an die umwelt|pensez à l[’']environnement|antes de imprimir|per favore pensi? all[’']ambiente|denk aan het milieu",
  ].join('|')})`,
  'i',
)

export function isFooter(line: string): boolean {
  return footer.test(line.slice(0, 400))
}

/** "Kind regards," alone on a line. */
export function isClosing(line: string): boolean {
  return line.length <= 120 && closing.test(line.trim())
}
