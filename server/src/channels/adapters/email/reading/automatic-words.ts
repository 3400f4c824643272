/** The words of automatic mail, in many languages: what its subjects begin with, and what its texts say. */

export const automaticSubject = new RegExp(
  '^\\s*(?:(?:re|aw|sv|rv|antw)\\s*:\\s*)?(?:' +
    [
      'auto(?:matic|mated)?[ -]?(?:reply|response|answer)',
      'out of (?:the )?office(?=\\s*(?:$|[^\\s\\p{L}]|re\\b|reply|auto|noti|message|response|until|till|from|today|this|next))',
      'on vacation',
      'away from (?:my )?(?:mail|office|desk)',
      'automatische (?:antwort|reactie)',
      'automatisch antwoord|afwezig\\S*',
      'abwesenheit\\S*|abwesend',
      'réponse automatique',
      'absen(?:ce|t)(?: du bureau)?\\b',
      'respuesta automática',
      'fuera de la oficina',
      'resposta automática|ausência\\b.{0,20}',
      'fora do escritório',
      'risposta automatica',
      'fuori (?:sede|ufficio)',
      'autosvar',
      'automatiskt? svar',
      'automaattinen vastaus',
      'autom?atyczna odpowiedź',
      'odpowiedź automatyczna|nieobecno\\S*',
      'automatická odpov[eě]ď',
      'автоматический ответ',
      'автоответ\\S*|автоматическое сообщение',
      'automatikus válasz|házon kívül',
      'răspuns automat',
      'automatsk\\S* odgovor|samodejni odgovor',
      'αυτόματη απάντηση',
      'מענה אוטומטי|תשובה אוטומטית',
      'رد تلقائي',
      'trả lời tự động',
      'otomatik yanıt',
      '自動(?:応答|返信|回覆|回复)|不在(?:通知|連絡)',
      '自动(?:回复|答复|回覆)',
      '자동 (?:회신|응답)|부재중',
    ].join('|') +
    ')',
  'iu',
)

export const absenceWords = new RegExp(
  [
    'out of (?:the )?office',
    '(?:currently|i am|i.m) (?:away|on (?:vacation|leave|holiday))',
    'limited access to (?:my )?e-?mail',
    'will (?:reply|respond|get back to you) (?:when|as soon as|upon)',
    'nicht (?:im büro|am platz|im haus|erreichbar)',
    'wieder (?:im büro|erreichbar)',
    'absent\\(?e?\\)? (?:du|jusqu)',
    'de retour le',
    'fuera de la oficina',
    'fora do escritório',
    'fuori (?:sede|ufficio)',
    'niet (?:op kantoor|aanwezig)|(?:ben ik|ik ben) (?:\\S+ ){0,3}afwezig',
    'absente? (?:jusqu|du|à partir|pour)|(?:je suis|serai) (?:\\S+ )?(?:absente?|en congés?)',
    'estaré (?:ausente|fuera)|estoy (?:ausente|de vacaciones)|est(?:ou|arei) (?:ausente|de férias)',
    'sono (?:assente|in ferie)|sarò (?:assente|in ferie)',
    'jestem nieobecn\\S+|na urlopie|я в отпуске|нахожусь в отпуске|буду отсутствовать|休暇|休假|외근|휴가',
    'inte på (?:kontoret|plats)',
    'ikke (?:på kontoret|til stede)',
    'this is an automat(?:ic|ed) (?:reply|response|message)',
    'automatisch (?:erstellt|generiert)',
    'не в офисе',
    '不在',
  ].join('|'),
  'i',
)

/** At the end of a subject: "Your order (out of office)". */
export const absenceSubject =
  /[([:–—-]\s*(?:out of (?:the )?office|auto(?:matic|mated)?[- ]?reply|abwesen\S*|on vacation)[)\]]?\s*$/i

/** Said by no person of their own mail. */
export const machineWords = new RegExp(
  [
    'this (?:is an? |e-?mail (?:is|was|has been) |message (?:is|was|has been) )(?:an )?automat(?:ic|ed|ically)\\b',
    '(?:please )?do not reply to this (?:automat\\S+ )?(?:e-?mail|message)',
    'diese (?:e-?mail|nachricht) (?:wurde|wird) automatisch (?:erstellt|generiert|erzeugt|versandt|versendet)',
    '(?:das|dies) ist eine automatisch',
    'bitte antworten sie nicht auf diese (?:e-?mail|nachricht|mail)',
    '(?:ceci est|cet e-?mail (?:est|a été)|ce (?:message|courriel) (?:est|a été)) (?:un(?:e)? )?(?:\\S+ )?automatique',
    '(?:respuesta|mensaje|correo) (?:automátic[oa]|generad[oa] automáticamente)',
    '(?:resposta|mensagem) (?:automática|gerada automaticamente)',
    'messaggio (?:è stato )?(?:generato )?automatic(?:o|amente)',
    'dit is een automatisch',
    'to jest automatyczna|wygenerowan[ay] automatycznie',
    'это автоматическ|(?:сформировано|создано|отправлено) автоматически',
    '(?:このメール|本メール)は.{0,10}自動(?:送信|返信|配信)',
    '(?:此|本)(?:邮件|信件|郵件).{0,6}(?:自动|自動)',
  ].join('|'),
  'i',
)

/** What Outlook and Notes write: "Your message … was read on …". */
export const readReceipt =
  /^\s*(?:your message|ihre nachricht|votre message|su mensaje|il (?:suo )?messaggio|uw bericht)\b[^\0]{0,600}^\s*(?:was (?:read|deleted without being read|opened)|wurde (?:gelesen|am .{0,40} gelesen)|a été lu|fue leído|è stato letto|is gelezen)\b/im
