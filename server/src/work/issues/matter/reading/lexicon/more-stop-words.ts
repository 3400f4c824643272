import { wordSet } from './word-set.ts'

/** `stopWords` in further languages, but for those that name things in a bigger one (door, car). */
export const moreStopWords = wordSet(
  // Italian
  `gli una uno del della dello dei delle degli dal dalla dai alla alle agli nel nella nei nelle sul sulla con per tra
  fra che chi cui quale quali quando dove come quanto perche pero anche ancora sempre mai gia piu meno molto molta
  molti tanto poco tutto tutta tutti tutte altro altra altri altre questo questa questi queste quello quella quelli
  stesso stessa nulla niente qualcosa qualcuno io tu lui lei noi voi loro mio mia miei mie tuo suo sua suoi nostro
  nostra vostro vostra sono sei siamo siete era erano essere stato stata stati sta stanno ho hai ha abbiamo avete hanno
  aveva avere faccio fatto posso puo potete potrebbe potreste possibile vorrei voglio vuole devo deve dobbiamo
  non senza dopo prima poi ora adesso qui cosi bene ciao salve buongiorno buonasera gentile gentili egregio egregi cara
  caro grazie mille prego favore cordiali saluti distinti cordialmente anticipo oggi ieri domani giorno giorni
  settimana settimane mese mesi anno anni ora lunedi martedi mercoledi giovedi venerdi sabato domenica scorso scorsa
  prossimo primo due tre quattro cinque mail email messaggio messaggi scrivere scrivo scritto inviare inviato mandato
  rispondere risposta chiamare chiamato dire detto sapere trovare trovo bisogno ricevere ricevuto fatemi sapere si no`,
  // Portuguese
  `uma uns umas dos das nos nas aos pelo pela pelos pelas com sem sob sobre entre ate apos desde que quem qual quais
  quando onde como quanto porque pois mas mais muito muita muitos muitas pouco todo toda todos todas outro outra outros
  outras este esta isto esse essa isso aquele aquela mesmo mesma nada ninguem algo alguem algum alguma eu ele ela nos
  eles elas voce voces meu minha meus minhas seu sua seus suas nosso nossa sou somos sao era eram foi foram ser sido
  estou esta estamos estao estava estar ha haver tenho tem temos tinha ter fazer faco faz feito pode posso podem
  poderia poderiam quero queria gostaria deve devo vou vai vamos ainda sempre nunca tambem nao sim ja agora depois
  antes entao aqui ali assim bem ola oi bom dia tarde noite prezado prezada prezados caro cara obrigado obrigada
  favor atenciosamente cumprimentos cordialmente abraco hoje ontem amanha dias semana semanas mes meses ano anos hora
  horas segunda terca quarta quinta sexta sabado domingo passado passada proximo primeiro dois tres quatro cinco
  mensagem mensagens escrever escrevo escrevi escrito enviar enviei enviado responder resposta ligar liguei dizer saber
  encontrar preciso receber recebi recebido`,
  // Dutch
  `het een voor met aan bij over onder naar uit tot zonder tussen tijdens sinds omdat maar want dus dan toen
  als dat die deze dit welke wat wie waar wanneer waarom hoe ook nog wel niet geen meer veel heel erg zeer iets niets
  alles alle iemand niemand andere ander zelfde ik mij mijn jij jou jouw hij zij haar hem ons onze jullie hun zich men
  ben zijn was waren wordt worden werd heb hebt heeft hebben had hadden kan kunt kunnen kon konden moet moeten
  moest zal zullen zou zouden wil wilt willen wilde mag mogen ga gaat gaan doe doet doen gedaan er hier daar nu al
  altijd nooit weer steeds graag aub alstublieft alsjeblieft bedankt dank hartelijk hartelijke vriendelijke groet groeten
  groetjes hallo goedemorgen goedemiddag goedendag beste geachte heer mevrouw team alvast dag dagen vandaag gisteren
  morgen week weken maand maanden jaar uur maandag dinsdag woensdag donderdag vrijdag zaterdag zondag vorige volgende
  eerste twee drie vier vijf mail bericht berichten schrijven geschreven sturen gestuurd verzonden antwoord antwoorden
  reactie reageren bellen gebeld zeggen weten vinden gevonden nodig ontvangen gekregen`,
  // Swedish, Danish, Norwegian
  `och att det som den ett jag mig min mitt mina du dig din ditt dina han hon vi oss var vara vart era ert dem deras
  sig sin sitt sina ar blir blev har hade haft kan kunde ska skulle vill ville maste behover far fick gor gjort med
  utan till fran for pa av om men eller nar dar har hur vad vem vilken varfor inte ingen inget inga alla allt nagon
  nagot nagra mer mycket bara ocksa redan fortfarande annu igen alltid aldrig hej halsningar vanliga vanlig hilsen
  venlig mvh vh tack tak takk snalla forhand idag igar imorgon dag dagar dager dage vecka veckor uke uker uge uger
  manad manader maned maneder ar aret timme timmar mandag tisdag tirsdag onsdag torsdag fredag lordag sondag meddelande
  besked melding skriva skrivit skrevet skicka skickat sendt svar svara svare ringa ringt veta vide vet ved hitta fatt
  og jeg meg deg deres ikke noget noen noe nogen hvad hva hvem hvordan hvornar nar hvor hvorfor hvilken eller men fordi
  siden skal vil vaere veret blev bliver ble blir faet fatt har havde hadde kun mange meget mye ogsa stadig endnu enna
  forste sidste forrige siste neste naeste kjaere kaere hilsner vennlig god morgen`,
  // Polish, Czech
  `nie tak jest sa byl byla bylo byc mam masz mamy maja mial moge moze mozna mozemy chce chcialbym chcialabym prosze
  dziekuje pozdrawiam pozdrowienia dzien dobry witam szanowni panstwo pani czesc jak kiedy gdzie dlaczego czy
  ktory ktora ktore tylko juz jeszcze bardzo wiecej dla przez przy nad pod bez oraz ale albo lub wiec poniewaz moj
  moja moje moich nasz nasza wasz panstwa ten tego tej temu tym ta to te tych jego jej ich sie dzis dzisiaj wczoraj
  jutro tydzien tygodni tygodnie miesiac rok dni godzin wiadomosc pisze pisalem pisalam napisalem wyslalem wyslalam
  odpowiedz zadnej nadal ciagle
  jsem jsme jste jsou byl byla bylo byt mame muzu muze muzete chci chtel chtela prosim dekuji dobry den zdravim
  pozdravem hezky kdy kde proc ktery ktera ktere jen jiz jeste velmi vice pri nad pod bez nebo ale proto protoze
  muj moje vas vase nas nase tento tato toto dnes vcera zitra tyden tydny mesic zprava zpravu pisu psal psala poslal
  poslala odpoved porad stale`,
  // Finnish, Turkish, Hungarian, Romanian
  `mina sina han olen olet olemme ovat oli ollut ole eika mutta tai kun jos kuin myos vain viela aina hei terve moi
  kiitos kiitoksia terveisin ystavallisin tanaan eilen huomenna paiva paivaa viikko viikkoa kuukausi viesti vastaus
  voitteko voisitteko miksi milloin missa miten
  ben biz siz bir bu su ve ile icin ama veya cok daha gibi kadar sonra once hala henuz simdi bugun dun yarin hafta
  merhaba selam sayin lutfen tesekkurler tesekkur ederim saygilarimla iyi gunler var yok degil mi misiniz nasil neden
  mesaj yanit cevap
  egy hogy nem volt lesz vagy mert csak meg mar nagyon udvozlettel tisztelt koszonom szia kerem valasz uzenet
  este sunt era fost pentru sau dar cand unde cum foarte inca deja buna ziua multumesc salutari stimate raspuns`,
  // Russian, Ukrainian, Greek
  `это как что где когда почему или для при без под над был была было были быть есть нет она они его ему мне меня мой
  моя мое мои вам вас ваш ваша ваше мы наш наша уже еще все всех очень только также если чтобы потому здравствуйте
  добрый день привет спасибо пожалуйста уважением уважаемые сегодня вчера завтра день дней неделю неделя недели месяц
  сообщение письмо писал писала написал отправил отправила ответ ответа могу можете хочу прошу
  цей та але або для був була вже дуже тільки дякую будь ласка вітаю сьогодні вчора лист відповідь
  και για την των τον της που πως απο ειναι εχω εχει δεν θα να στο στη με καλημερα καλησπερα ευχαριστω παρακαλω`,
)
