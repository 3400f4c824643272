/** The words with which people and devices end a mail, in many languages. */

const mobileWords = [
  // Sent from my iPhone · Sent via … · Get Outlook for iOS
  'sent (?:wirelessly )?(?:from|via|with|using|by) \\S.*|get outlook for \\S.*|sent on the go\\b.*',
  '(?:diese nachricht wurde )?(?:gesendet|verschickt|versendet) (?:von|mit|über|via|aus) \\S.*|von (?:meinem|unterwegs) .{0,50}gesendet.*|von (?:iphone|ipad|android|samsung).{0,40}',
  'envoyé (?:de|depuis|à partir|avec|via|sans fil) ?\\S.*|obtenez outlook .*|télécharger outlook .*',
  '(?:enviado|enviada) (?:desde|de|do|da|via|por|a partir|com|con) \\S.*|obtener outlook .*|obter o outlook .*',
  'inviato (?:da|dal|con|tramite) \\S.*|scarica outlook .*',
  '(?:verzonden|verstuurd|gestuurd) (?:vanaf|vanuit|met|via|van) \\S.*|outlook voor \\S+ downloaden.*',
  '(?:skickat|skickades|sendt|sent) (?:från|fra|via|med) \\S.*|hämta outlook .*|hent outlook .*|få outlook .*',
  'lähetetty \\S.*|wysłan[eo] (?:z|ze|przez) \\S.*|odesláno (?:z|ze|pomocí) \\S.*|odoslané (?:z|zo) \\S.*|elküldve .*-[rbt]?[óőeo]l.*|trimis de pe \\S.*',
  'отправлено (?:с|из|через|от) \\S.*|надіслано (?:з|із) \\S.*|изпратено от \\S.*|poslano (?:z|iz|s) \\S.*|στάλθηκε από \\S.*',
  ".{0,30}['’]?(?:dan|den|tan|ten|umdan|ımdan) gönderildi.*|đã gửi từ .*|dikirim dari .*|נשלח מ.*|أُ?رسلت من .*",
  '(?:发自|發自|從|从).{0,30}(?:iphone|ipad|android|手机|手機|邮箱|傳送|发送|发出).{0,10}|(?:iphone|ipad|android).{0,10}から送信.*|.{0,20}(?:iphone|ipad|android|갤럭시|스마트폰).{0,10}에서 보냄.*|나의 .*에서 보냄.*|.{0,40}から送信',
]
const mobile = new RegExp(`^[*_]?(?:${mobileWords.join('|')})$`, 'iu')
/** "Sent via DHL" is an answer; a device, a mail program, a link or "my" makes it a signature. */
const device =
  /\b(?:my|mon|ma|mi|meu|minha|mio|mijn|min|mit|mein(?:em|er)?)\b|https?:|iphone|ipad|ipod|android|samsung|galaxy|huawei|xiaomi|oneplus|pixel|nokia|lumia|windows|blackberry|\bhtc\b|xperia|motorola|wiko|mail|outlook|yahoo|\bapp\b|app<|phone|handy|mobil|móvil|celular|tablet|telefon|téléphone|device|spark|sparrow|proton|superhuman|zimbra|gmx|web\.de|telekom|iphon|айфон|смартфон|手机|手機|邮箱|送信|gönderildi|נשלח/iu
/** More words than a device has: then it goes on as a sentence. */
const maxMobileWords = 14

/** "Sent from my iPhone" and its like, standing alone on a line. */
export function isMobileSignature(line: string): boolean {
  const text = line.trim()
  if (text.length < 5 || text.length > 200 || !mobile.test(text) || !device.test(text)) return false
  const plain = text.replace(/<[^<>]*>|\([^()]*\)|\[[^[\]]*\]/g, '')
  if (plain.split(/\s+/).length > maxMobileWords || /[;?]/.test(plain)) return false
  return !/\b(?:is|are|was|were|will|has|have|had|but|so|not|please|to all)\b/i.test(plain)
}

const closing = new RegExp(
  `^(?:${[
    '(?:many |best |kind |warm(?:est)? |with (?:best |kind |warm )?|my best |yours? )?(?:regards|wishes|greetings)',
    '(?:many )?thanks(?: (?:again|a lot|so much|very much|in advance|for (?:your|the) (?:help|time|support)))?(?: and (?:best |kind )?regards)?',
    'thank you(?: (?:again|so much|very much|in advance|for (?:your|the) (?:help|time|support)))?(?: and (?:best |kind )?regards)?',
    '(?:yours |very )?(?:sincerely|truly|faithfully|respectfully)(?: yours)?',
    'cheers|best|all the best|take care|cordially|kindly|respectfully|thx|br|rgds|kr|bw',
    '(?:mit )?(?:freundliche[nr]?|beste[nr]?|viele[nr]?|liebe[nr]?|herzliche[nr]?|schöne[nr]?|sonnige[nr]?) (?:grüße?n?|gruß|gruss|grüsse?n?)',
    '(?:mfg|lg|vg|bg|hochachtungsvoll|(?:vielen |besten |herzlichen )?dank(?:e)?(?: im voraus)?|gruß|grüße|grüsse)',
    "(?:bien )?(?:cordialement|amicalement|respectueusement)(?: vôtre)?|(?:sincères |meilleures )?salutations(?: distinguées)?|merci(?: (?:beaucoup|d['’]avance|par avance))?|bonne (?:journée|soirée|réception)|cdlt|cdt|bien à vous",
    '(?:un |con un )?(?:saludos?|cordial saludo|atentamente|atte)(?: cordial(?:es)?)?|(?:muchas )?gracias(?: (?:de antemano|por todo))?',
    '(?:cumprimentos|atenciosamente|att|abraços?|(?:muito )?obrigad[oa]|melhores cumprimentos|grat[oa])',
    '(?:cordiali |distinti |cari )?saluti|cordialmente|grazie(?: (?:mille|in anticipo))?',
    '(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|mvg|(?:alvast )?bedankt|dank (?:je|u)(?: wel)?',
    '(?:med )?(?:vänliga?|vennlig|venlig|bästa|beste|bedste) (?:hälsning(?:ar)?|hilsen(?:er)?)|mvh|hälsningar|hilsen|tack(?: på förhand)?|(?:på forhånd )?tak(?:k)?',
    '(?:ystävällisin )?terveisin|kiitos|(?:z )?(?:poważaniem|wyrazami szacunku)|pozdrawiam(?: serdecznie)?|pozdrowienia|dziękuję',
    '(?:s )?(?:pozdravem|pozdravom)|děkuji|ďakujem|üdvözlettel|köszönöm|cu (?:stimă|respect)|mulțumesc',
    'с уважением|спасибо|з повагою|дякую|saygılarımla|teşekkürler|με εκτίμηση|ευχαριστώ',
    '此致|谢谢|謝謝|よろしくお願い(?:いた|致)?します|ありがとうございます|감사합니다',
  ].join('|')})[\\s,.!;:)–—-]{0,6}$`,
  'iu',
)

/** "Kind regards," alone on a line. */
export function isClosing(line: string): boolean {
  return line.length <= 60 && closing.test(line.trim())
}
