/**
 * How reports of delivery look: who signs them, what their subjects say, and how they begin. Short standard phrases, one a
 * line, compared in lower case.
 */

/** Local parts under which no person writes. */
export const daemonLocals =
  'mailer-daemon mailerdaemon mail-daemon maildaemon mdaemon maildelivery mail-delivery double-bounce bouncehandler'.split(
    ' ',
  )

/** Local parts of programs that people use as well. */
export const officeLocals =
  'postmaster poostmaster post_master post-master mailmaster mail-master sysadmin administrator admin root imss'.split(
    ' ',
  )

/** Names that only programs bear. */
export const daemonNames: readonly RegExp[] = [
  /mail(?:er)?[- ]?daemon/,
  /^(?:internet )?mail deliver(?:y)?(?: (?:sub)?system| service| software| agent)?$/,
  /^e?mail system$/,
  /^courier mail server at /,
  /^mdaemon at /,
  /^interscan (?:mss|notification)$/,
  /^bounce notification$/,
]

/** Whole names that people give themselves as well, and carriers of parcels. */
export const officeNames = [
  'postmaster',
  'electronic postmaster',
  'system administrator',
  'mail administrator',
  'administrator',
  'mail server',
  'microsoft exchange',
  'microsoft outlook',
  'delivery status',
  'delivery status notification',
  'delivery failure',
  'delivery notification',
]

/** Subjects of reports; an answer to one or a forwarded one begins otherwise. */
export const reportSubjects: readonly RegExp[] = [
  /undeliver(?:ed|able)|nondeliverable|non-?delivery/,
  /returned (?:mail|message|to sender|e-?mail)|\[bounce\]/,
  /delivery (?:status|(?:has )?fail|problem|report|delayed|notification|notice|incomplete|error)/,
  /(?:mail|message|e-?mail) (?:delivery )?(?:fail|(?:has|have) fail|could not|system error|status|delayed|you sent blocked)/,
  /fail(?:ure|ed) (?:notice|delivery|mail)|fail(?:ure|ed) to (?:deliver|send)|delivery.{0,30}fail/,
  /(?:could not|couldn.t|unable to|not|cannot|can.t) (?:be )?(?:deliver|send)|error sending (?:your|message)/,
  /^warning: (?:message|could not|mail|delayed)|delayed mail|^delayed\b|^(?:message|mail|e-?mail) (?:was )?(?:rejected|blocked|refused)|^postmaster notify|errors from|malformed recipient/,
  /^you are not (?:a )?member|not member article|^loop (?:alert|back warning)/,
  /non remis|non distribu|non-?remise|échec de (?:la )?(?:remise|livraison)|n.a pas (?:été remis|pu être)/,
  /unzustellbar|zustellung|nicht zugestellt|fehler bei der (?:nachrichten)?zustellung/,
  /mancata consegna|recapito non riuscito|impossibile recapitare|non consegnat/,
  /no se (?:ha )?(?:puede |pudo |podido )?entreg|no entregado|error de entrega|notificação de status|não (?:foi )?entregue|falha na entrega/,
  /niet (?:bezorgd|afgeleverd)|onbestelbaar|kunde inte lever|kunne ikke lever|niedostarcz|nie dostarczono|nedoručen/,
  /недоставленн|не доставлен|не может быть доставлен|ошибка доставки|teslim edilemedi/,
  /エラーメール|配信(?:エラー|失敗|不能|できません)|配信に失敗|送信(?:エラー|失敗)|不達|宛先不明|メッセージを配信/,
  /退信|无法投递|投递失败|未能送达|無法(?:投遞|傳遞|寄送)|退回|반송|전송 실패|배달되지/,
]

/** How the report itself begins, or a part of it: at the start of a line, after rules and blanks. */
export const reportOpenings = [
  'hi. this is the',
  'this is the mail system at host',
  'this is the mailer-daemon',
  'this is the dragonfly mail agent',
  'this is an automatically generated delivery status',
  'this is a delivery status notification',
  'this message was created automatically by mail',
  'this message was created automatically by facebook',
  'this is a permanent error',
  'this message was undeliverable',
  'this report relates to a message you sent',
  'the original message was received at',
  'the following addresses had',
  'the following recipients returned',
  'the following message to <',
  'the following message could not be delivered',
  'the attached message had permanent',
  'the message that you sent was undeliverable',
  'the user(s) account is',
  'transcript of session',
  'session transcript',
  'transcript of the attempts',
  'a message that you sent could not',
  'a message that you sent has not',
  'a message that you have sent could not',
  'hello, this is the mail server on',
  'an error occurred while trying to deliver',
  'an error has occurred while attempting to deliver',
  'delivery to the following recipient',
  'delivery has failed to the',
  'delivery failed for the following',
  'diagnostic information for administrators',
  'did not reach the following recipient',
  'your message did not reach',
  'your message was not delivered within',
  'your message to the following recipient',
  'your message cannot be delivered to the following',
  'your message could not be sent.',
  'your mail sent on:',
  'your mail attempted to be delivered',
  'could not be delivered because of',
  'message could not be delivered to mobile',
  'error: message could not be delivered',
  'each of the following recipients was rejected',
  'was not delivered to:',
  'has not yet been delivered to:',
  'failed to send to identified host',
  'unable to deliver message to',
  'failure reasons',
  'sent <<< ',
  'received >>> ',
  'we had trouble delivering your message',
  'sorry, we were unable to deliver your message',
  'there was an error delivering your mail to',
  "i'm afraid i wasn't able to deliver",
  'you are not a member of this mailing list',
  'not member article from',
  'duplicated message-id in',
  'loop back warning',
  'final-recipient:',
  'fehler bei der nachrichtenzustellung',
  'ihre nachricht konnte an folgende',
  'no se pudo entregar el mensaje',
  'su mensaje no se ha podido entregar',
  'échec de la remise',
  "votre message n'a pas pu être remis",
  'recapito non riuscito',
  'сообщение не может быть доставлено',
  '次の宛先への',
  '以下のメールアドレスへの送信に失敗',
  'あて先不明のため',
  '宛先不明のため',
  '抱歉，您的邮件被退回',
] as const

/** Beginnings that name the recipient. */
export const openingsWithRecipient: readonly RegExp[] = [
  /^(?:your|the) (?:message|mail|e-?mail) (?:you sent )?to <?[^\s<>]{1,200}@[^\s<>]{1,200}>? (?:could|couldn.t|can|can.t|was|wasn.t|has|hasn.t)\b/,
  /^(?:failed to deliver|undeliverable|unable to deliver (?:mail|message)) to ['"<]?[^\s<>]{1,200}@/,
  /^(?:unknown user|unknown host|delivery failed \d{1,4} attempts?|invalid final delivery userid|user mailbox exceeds allowed size): ?<?[^\s<>]{1,200}@/,
]

/** The voice of a person, and questions. */
export const personalWords =
  /[?？]|\b(?:fyi|btw|thanks|cheers|i|my|me|we|ich|meine?|mir|wir|je|mon|ma|nous|yo|mi|nosotros)\b/

/** What some report says somewhere; people say such things too. */
export const failureWords: readonly RegExp[] = [
  /(?:could not|couldn.t|can ?not|can.t|was not|wasn.t|not (?:yet )?been|unable to(?: be)?|able to|failed to|hasn.t been) (?:be )?(?:deliver|send|sent|reach)/,
  /deliver(?:y|ed) .{0,80}(?:fail|not|delayed)|undeliverable|non-deliverable|trouble delivering/,
  /permanent (?:fatal )?error|returned to sender|address(?:es)? (?:had|failed)|recipient addresses that were/,
  /user unknown|unknown user|transcript of session|final-recipient|message.{0,20}(?:rejected|not delivered)|not a member/,
  /(?:^|[\s#])[45]\d\d[ -][45]\.\d\.\d/,
  /konnte nicht zugestellt|nicht zugestellt werden|n'a pas pu être|no se ha podido|non è stato possibile|fehlgeschlagen|mislukt|kunde inte lever|kunne ikke lever|başarısız|echec|échec|introuvable|не может быть/,
  /(?:配信|送信)(?:でき|に失敗)|(?:宛先|あて先)(?:が)?(?:不明|存在)|エラーメール|退回|退信|无法(?:投递|送达)|無法(?:投遞|傳遞)|未能送达|반송|전송하지 못|배달하지 못/,
]
