/**
 * What servers say, and what they mean by it; the first hit counts. What is about the mail or its sender stands
 * before what is about the recipient: "user complaints" must not be read as a user who is unknown.
 */
export const reasonRules: readonly (readonly [reason: string, pattern: RegExp])[] = [
  ['hostunknown', /domain \S{1,200} (?:couldn.t|could not) be found|domain name not found/],
  ['hostunknown', /account or domain (?:may|does) not exist|nxdomain|all relevant mx records point to non-?existent/],
  ['rejected', /address that has been blacklisted/],
  ['contenterror', /duplicate header/],
  ['networkerror', /\bhop count|too many hops/],
  // Response codes of one network: it refuses by the recipient's own settings.
  ['filtered', /\brcp-p[23]\b|cannot route mail to user/],
  ['suspend', /\brcp-t4\b/],
  ['mesgtoobig', /\b(?:msg-p1|int-p2)\b/],
  ['systemerror', /several matches found|ambiguous/],
  ['greylisted', /gr[ae]y-?list|verification in progress|please (?:re)?try (?:again )?later/],
  [
    'mailboxfull',
    /(?:mailbox|mail box|maildir|inbox|account|user|recipient|storage|folder)\b.{0,40}\b(?:full|over ?quota|over the quota|quota|exceed(?:s|ed))|(?:over|disk|user|mail|mailbox|storage) ?quota|quota (?:is )?(?:exceeded|exceed|full|reached)|out of (?:storage|mailbox) space|insufficient (?:mailbox )?storage|mailbox size limit|no (?:more )?room left|(?:postfach|postvak|mailbox|posteingang).{0,40}(?:voll?\b|überfüllt)|speicherplatz.{0,40}(?:erschöpft|voll)|bo[îi]te.{0,40}pleine|buz[óo]n.{0,40}lleno|casella.{0,40}piena|caixa.{0,40}cheia|переполнен|メールボックス.{0,20}(?:一杯|いっぱい|容量|満杯)|容量.{0,10}(?:超|オーバー)|(?:邮箱|郵箱|信箱|空间).{0,6}(?:已满|已滿|不足)|메일함.{0,20}(?:초과|가득)/,
  ],
  ['systemfull', /insufficient (?:disk|system) (?:space|storage|resources)|no space left|disk full/],
  ['virusdetected', /virus|malware|infected|trojan/],
  [
    'authfailure',
    /\bdmarc\b|\bspf\b|\bdkim\b|sender policy framework|unauthenticated e?mail|authentication (?:information|checks?|results?)|domain ?keys/,
  ],
  [
    'requireptr',
    /\bptr\b|reverse[ -]?(?:dns|mapping|lookup|hostname)|\brdns\b|forward[- ]confirmed|ip name lookup failed|cannot find your (?:reverse )?hostname|unverif[iy]+able sending ip|cannot resolve your/,
  ],
  [
    'norelaying',
    /relay(?:ing)? (?:access |not |is )?(?:denied|permitted|allowed|prohibited)|unable to relay|relay mail|cannot relay|we do not relay|not (?:an? )?(?:open )?relay|is not verified/,
  ],
  ['badreputation', /(?:low|bad|poor|ip) reputation|reputation of|senderscore/],
  [
    'mesgtoobig',
    /(?:message|mail|size|length|body|attachment)s?\b.{0,30}(?:too (?:large|big)|exceed)|(?:message|line)s? (?:is |are )?too long|too (?:large|big) (?:a )?(?:message|mail)|line limit exceeded|message (?:size|length) limit/,
  ],
  ['policyviolation', /blocked because its content|presents a potential|protocol violation/],
  [
    'blocked',
    /(?:black|block|deny)[- ]?list|\bdns[wb]l\b|\brbl\b|spamhaus|spamcop|barracuda|\(bl\)|blocked for abuse|smtp server of your isp|\b(?:host|ip|ip address|server|client|network|mailserver) (?:is |has been |was )?(?:rejected|blocked|denied|banned)|not accepting (?:connections|mail from)|connection refused by|banned|^(?:\d{3} )?blocked\b/,
  ],
  [
    'spamdetected',
    /\bspam\b|\bjunk\b|unsolicited|\buce\b|message content rejected|content filter|looks like bulk|bulk e?mail/,
  ],
  [
    'rejected',
    /sender (?:address |domain |e?mail )?(?:is )?(?:rejected|denied|refused|invalid|blocked|not (?:allowed|found|exist))|not (?:a )?member\b|permission to post|(?:invalid|unroutable|unknown|bad|illegal) sender|domain of sender|sender verif|from:? domain|provide a valid from|temporarily deferred due to|user complaints|sender'?s? (?:domain|address)/,
  ],
  [
    'notcompliantrfc',
    /multiple (?:\d+ [\d.]+ )?addresses in from|rfc ?(?:5322|2822|822)\b(?!;)|not rfc|missing (?:a )?(?:from|date|message-id)|duplicate from/,
  ],
  [
    'policyviolation',
    /\bpolic(?:y|ies)\b|header error|prohibit|not allowed by|security (?:issue|violation|reasons)|forbidden attachment|attachment (?:type )?(?:is )?not allowed/,
  ],
  [
    'contenterror',
    /8-?bit data|malformed (?:mime|message|header)|headers? too (?:large|long|many)|invalid (?:mime|content|character)|improper use of|bare (?:lf|cr)|illegal (?:attachment|character)/,
  ],
  [
    'toomanyconn',
    /too many (?:recipients|connections|sessions|concurrent|messages|mails|emails)|rate limit|throttl|receiving mail (?:too quickly|at a rate)|exceeded (?:the )?(?:rate|maximum|connection)|too fast|sending limit/,
  ],
  [
    'securityerror',
    /unauthenticated senders|authentication (?:required|failed)|must (?:issue a )?starttls|(?:tls|encryption) (?:is )?required|auth(?:orization)? required|not authorized/,
  ],
  [
    'networkerror',
    /(?:malformed|unexpected) name ?server|name service error.{0,80}try again|host ?name lookup failure|lost connection|too many hops|unable to connect|mail (?:forwarding )?loop|loop(?: back)? (?:detected|condition|warning|alert)|duplicated message-id|looping|did not accept our requests to connect|routing loop|hop count|name server timeout|temporary (?:dns|lookup)|dns (?:temporary )?(?:failure|timeout|error)|network (?:is )?unreachable|no route to host|broken pipe|connection reset/,
  ],
  [
    'hasmoved',
    /no longer (?:on|at|with|here|works?|valid|employed|monitored|in use|exists?|available)|(?:user|recipient|mailbox|address) (?:has |was )?moved|not our (?:user|customer)|has changed (?:his|her|their|the)? ?(?:e-?mail )?address|left the (?:company|organi[sz]ation)/,
  ],
  ['notaccept', /does not accept (?:e?mail|messages)|null ?mx|domain (?:accepts|receives) no mail|nullmx/],
  [
    'suspend',
    /(?:account|mailbox|user|recipient|address|e?mail)\b.{0,40}(?:disabled|suspended|inactive|deactivated|discontinued|frozen|locked|not active|expired|terminated|limited)|disabled (?:recipient|user|account|mailbox)|inactive (?:recipient|user|account|mailbox)|(?<!delivery (?:temporarily )?)suspended/,
  ],
  [
    'hostunknown',
    /host (?:is )?unknown|unknown host|host (?:or domain )?(?:name )?not found|domain (?:name )?(?:not found|does ?n.t exist|is not valid|unknown)|no such (?:domain|host)|nxdomain|unrouteable (?:mail )?domain|unroute?able mail domain|name or service not known|could not be resolved|no (?:mx|mail exchanger|dns)|domain .{0,80}does ?n.?t exist|couldn.t find any host|bad destination (?:host|system|domain)|remote domain does ?n.?t exist|ドメイン.{0,12}(?:存在しません|見つかりません)|域名.{0,6}不存在|illegal host|\b[\w-]+(?:\.[\w-]+)+ does not exist\b/,
  ],
  [
    'userunknown',
    new RegExp(
      [
        'user unknown',
        'unknown user',
        'no such (?:user|mailbox|recipient|address|person|account|local|member)',
        '(?:user|mailbox|account|recipient|address|addressee|alias)(?: \\S+@\\S+)?(?: \\S+)?(?: name)? (?:is |was |could |does |has |are )?(?:not |n.t |no )?(?:be )?(?:found|exist|known|unknown|valid|invalid|listed|recogni[sz]ed)',
        'does ?n.t (?:have|exist)',
        'does not (?:exist|have an? (?:account|mailbox))',
        'invalid (?:recipient|user|mailbox|address|local)',
        'unknown (?:local|recipient|address|account|alias|mailbox|or illegal|destination)',
        'recipient (?:address )?rejected',
        'recipient (?:is )?not (?:found|exist|accepted)',
        'address (?:is )?(?:rejected|unknown|invalid)',
        'not a (?:known|valid|current) (?:user|recipient|mailbox|address)',
        'no mailbox (?:here )?(?:by|with|for)',
        'recip(?:ient)?notfound',
        'mailbox (?:is )?unavailable',
        'mailbox not (?:found|available)',
        'unlisted|not listed in',
        '(?:isn.?t|aren.?t) (?:a )?(?:known|valid)',
        '(?:couldn.?t|could not|wasn.?t|was not|cannot|can.?t) be found',
        'couldn.?t find',
        'unrouteable address',
        'undeliverable address',
        'destinataire (?:inconnu|invalide)|adresse (?:inconnue|invalide)',
        'usuario desconocido',
        'unbekannter? (?:empfänger|benutzer)|(?:empfänger|benutzer|adresse) (?:ist )?unbekannt',
        'delivery not authorized, message refused: user',
        'there is no one (?:at|here)',
        'doesn.?t have an? .{0,30}(?:account|mailbox)',
        'sorry, no mailbox',
        'no valid recipients?',
        '(?:existiert|exist(?:e|ieren)) nicht|nicht gefunden werden|kein solcher (?:benutzer|empfänger)',
        'n.existe pas|introuvable|no existe|no se encontr|não existe|non esiste|bestaat niet|nie istnieje',
        'не существует|нет такого|не найден|такого пользователя нет',
        '(?:あて先|宛先|宛て先).{0,12}(?:不明|存在し|見つか)|見つかりません|リストにありません|存在しません',
        '(?:用户|用戶|收件人|帐号|帳號|地址).{0,8}(?:不存在|无效|無效|未找到)|존재하지 않',
      ].join('|'),
    ),
  ],
  [
    'mailererror',
    /unknown mailer error|command (?:output|died|failed)|pipe to|local (?:mailer|delivery) (?:error|failed)|child process|procmail|temporary failure(?! report)/,
  ],
  [
    'expired',
    /timed? ?out|timeout|retry time|not delivered within|not (?:responding|reachable)|failed \d{1,4} attempts|could not be delivered (?:for|within)|delivery time expired|have been failing|undelivered after|not been delivered|queue (?:life)?time|(?:in|on) the queue (?:for )?too long|too long in queue|gave up|giving up|expired/,
  ],
  [
    'syntaxerror',
    /syntax|not implemented|malformed address|unrecogni[sz]ed|may not follow|incorrectly constructed|bad address/,
  ],
  [
    'blocked',
    /access denied|connection refused|refused to talk|not accepting mail|service (?:not available|unavailable).{0,40}closing|rejected your|\bblocked\b|\bbl\b/,
  ],
  [
    'systemerror',
    /system error|transaction failed|configuration error|internal (?:server )?error|could not load|write error|i\/o error|insufficient permission|local error|service unavailable|operating system/,
  ],
]
