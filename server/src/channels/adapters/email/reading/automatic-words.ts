/**
 * How the subjects of automatic replies begin, in many languages. Words decide nothing alone: people write them too.
 * Each must be the whole subject, or stand before a colon, a dash, a bracket or the subject that it answers.
 */
const after = '\\s*(?:$|[:：–—|(（\\[-]|(?:re|aw|sv|tr|antw)\\s*:)'

function subjectThatBegins(words: readonly string[]): RegExp {
  return new RegExp(`^\\s*(?:${words.join('|')})${after}`, 'iu')
}

/** What programs put before the subject they answer. */
export const programSubject = subjectThatBegins([
  'auto(?:matic|mated)?[ -]?(?:reply|response|answer)',
  'out of (?:the )?office (?:auto[ -]?)?(?:reply|response|message|notification|notice)',
  'vacation (?:reply|response|message|notice)',
  'automatische (?:antwort|reactie)',
  'automatisch antwoord|afwezigheids(?:bericht|melding)',
  'abwesenheits(?:notiz|nachricht|meldung|assistent|agent|mitteilung)',
  'réponse automatique|message d.absence|notification d.absence',
  'respuesta automática',
  'resposta automática',
  'risposta automatica',
  'autosvar|fraværs(?:besked|melding)|frånvaromeddelande',
  'automatiskt? svar',
  'automaattinen vastaus',
  'autom?atyczna odpowiedź|odpowiedź automatyczna',
  'automatická odpov[eě]ď',
  'автоматический ответ|автоответ|автоматическое сообщение',
  'автоматична відповідь',
  'automatikus válasz',
  'răspuns automat',
  'automatsk[ai] odgovor|samodejni odgovor',
  'automatinis atsakymas|automātiskā atbilde|automaatvastus',
  'αυτόματη απάντηση',
  'автоматичен отговор',
  'מענה אוטומטי|תשובה אוטומטית',
  'رد تلقائي',
  'پاسخ خودکار',
  'trả lời tự động',
  'ตอบกลับอัตโนมัติ',
  'otomatik yanıt',
  'balasan otomatis',
  '自動(?:応答|返信|回覆|回复)(?:メール)?|不在(?:通知|連絡)',
  '自动(?:回复|答复|回覆)',
  '자동 ?(?:회신|응답)',
])

/** What people call it, in a responder's settings and in mails about a delivery on a day when they are away. */
export const absenceSubject = subjectThatBegins([
  'out of (?:the )?office',
  'on (?:vacation|leave|holiday)',
  'away from (?:my )?(?:mail|e-?mail|office|desk)',
  'afwezig(?:heid)?',
  'abwesenheit|abwesend|nicht im büro',
  'absen(?:ce|t|te)(?: du bureau)?|en congés?',
  'fuera de la oficina|ausencia|ausente',
  'fora do escritório|ausência|férias',
  'fuori (?:sede|ufficio)|assenza|in ferie',
  'nieobecność|poza biurem',
  'házon kívül',
  'в отпуске|вне офиса',
  'на відпустці',
  '休暇|不在',
  '外出|休假',
  '부재중',
])
