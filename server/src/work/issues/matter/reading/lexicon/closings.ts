/** Lines with which people end a mail: their name, numbers and addresses follow. Lower case, without accents. */
export const closings = [
  '(?:with )?(?:(?:kind|best|warm|warmest|kindest|many)(?:est)? )?(?:regards|wishes|greetings)',
  '(?:all the )?best|cheers|sincerely|yours (?:sincerely|faithfully|truly)|sincerely yours|respectfully',
  '(?:many )?thanks(?: (?:in advance|again|a lot|so much))?|thank you(?: (?:in advance|again|so much|very much))?|thx',
  '(?:thanks|thank you) (?:and|&) (?:kind |best )?regards|br|rgds',
  '(?:mit )?(?:(?:den )?(?:freundlichen?|besten?|herzlichen?|lieben?|schonen?|viele[n]?) )+grusse?n?|mfg|lg|vg|gruss|grusse',
  '(?:vielen |herzlichen )?dank(?: im voraus)?|danke(?: im voraus)?|hochachtungsvoll',
  '(?:bien )?cordialement|(?:bien )?a vous|salutations(?: distinguees)?|merci(?: (?:d avance|beaucoup))?|bonne (?:journee|soiree)',
  '(?:un )?(?:cordial(?:es)? )?saludos?(?: cordiales)?|atentamente|atte|(?:muchas )?gracias(?: de antemano)?|un abrazo',
  '(?:cordiali|distinti) saluti|saluti|cordialmente|grazie(?: (?:mille|in anticipo))?',
  'atenciosamente|(?:com os )?(?:melhores )?cumprimentos|obrigad[oa]|abracos?',
  '(?:met )?(?:vriendelijke|hartelijke) groet(?:en)?|groet(?:en|jes)?|mvg|(?:alvast )?bedankt',
  '(?:med )?(?:vanliga?|venlige?|vennlig|bedste|basta|beste)? ?(?:halsning(?:ar)?|hilsen(?:er)?)|mvh|vh|tack(?: pa forhand)?|takk?',
  '(?:z powazaniem|pozdrawiam|pozdrowienia|dziekuje)|s pozdravem|dekuji|terveisin|ystavallisin terveisin',
  'saygilarimla|tesekkurler|udvozlettel|cu stima|с уважением|спасибо',
]
