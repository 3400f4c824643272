import { wordSet } from './word-set.ts'

/**
 * Words that say nothing of what a message is about, in the big European languages: grammar, politeness, times, and
 * the talk about writing itself. Lower case, without accents. Words of one or two letters are left out anyway.
 */
export const stopWords = wordSet(
  // English
  `the and for are but not you all any can had her was one our out has him his how its may new now old see two who
  did get got let say she too use that with have this will your from they know want been good much some time very
  when come here just like long make many more only over such take than them well were what into also then there
  their would could should about which after again because before being both does doing down each few further having
  himself itself myself off once other ours own same still through under until upon while whom why yours yourself
  don isn aren doesn didn won couldn wouldn shouldn hasn haven hadn wasn weren cannot me my we us it to of in on at as an or so if up by be do go no
  even ever every maybe must might shall since though yet already always never often soon perhaps really quite
  another different something anything nothing everything someone anyone everyone somebody anybody nobody else thing
  things stuff somehow whether without within between during against around though although however therefore
  hello hey dear hi sir madam team everyone folks morning afternoon evening night
  please thanks thank thx cheers kind kindly regards best wishes sincerely faithfully truly warm greetings
  sorry appreciate appreciated grateful advance wondering hope hoping able let lets
  today yesterday tomorrow monday tuesday wednesday thursday friday saturday sunday day days week weeks month months
  year years hour hours minute minutes ago last next first second third three four five six seven eight nine ten
  january february march april june july august september october november december
  yes okay sure fine alright
  mail mails email emails message messages write wrote writing written send sent sending call called calling
  tell told say said ask asked asking answer reply respond contact contacted
  need needs needed want wanted expect expecting expected going happening happened like try tried trying look looking think thought seems seem know find found
  eur euro euros usd dollar dollars http https www com org net html php`,
  // German
  `der die das den dem des ein eine einen einem einer eines und oder aber doch nicht kein keine keinen keinem keiner
  ich mich mir mein meine meinen meinem meiner meines wir uns unser unsere unseren unserem unserer sie ihnen ihr ihre
  ihren ihrem ihrer ihres euch euer eure man sich sein seine seinen seinem seiner ist bin bist sind seid war waren
  wurde wurden wird werden werde habe haben hat hatte hatten hatte kann konnen konnte konnten muss mussen musste soll
  sollte sollten will wollen wollte wollten darf durfen durfte mag mochte mochten mit von vom zum zur bei beim aus auf
  fur gegen ohne durch uber unter vor nach seit bis wegen zwischen wahrend als wie wenn weil dass denn dann damit
  dazu dabei daher davon dafur darum darauf also auch noch schon nur sehr mehr mal hier dort jetzt immer nie wieder
  nun etwas nichts alles alle allem allen aller anderes andere anderen anderer einige diese dieser dieses diesem
  diesen jener jede jeder jedes jeden was wer wann warum wieso weshalb welche welcher welches wo woher wohin leider
  gerne gern bitte danke dank vielen herzlichen hallo guten moin servus sehr geehrte geehrter geehrten liebe lieber
  damen herren herr frau team grusse grussen gruss mfg lieben freundliche freundlichen freundlicher beste besten viele
  voraus entschuldigung verzeihung tage tagen morgen abend mittag heute gestern woche wochen monat monate jahr jahre
  stunde stunden montag dienstag mittwoch donnerstag freitag samstag sonntag letzte letzten letzter nachste nachsten
  zwei drei vier funf erste ersten zweite zweiten ihn ihm ins vielleicht bereits gibt geht gehe geben machen macht
  mail mails email nachricht schreiben schreibe geschrieben schicken geschickt gesendet melden meldung antwort
  antworten antworte rufen angerufen sagen gesagt fragen gefragt wissen weiss finden gefunden bekommen bekomme erhalten
  brauche brauchen benotige mochte januar februar marz april mai juni juli august september oktober november dezember
  dez`,
  // French
  `les des une aux est sont etait etaient ete etre suis sera serait avoir avez avons ont ait avait avais eu pas plus
  que qui quoi dont ou donc mais pour par sur sous dans avec sans vers chez entre depuis pendant apres avant
  comme aussi tres bien tout toute tous toutes cette cet ces ceci cela celui celle ceux mon mes ton tes son ses notre
  nos votre vos leur leurs nous vous ils elles elle lui moi toi soi mien meme memes autre autres quelque quelques
  quel quelle quels quelles quand comment pourquoi combien alors ainsi encore toujours jamais deja peu trop peut
  peux pouvez pouvons pourrais pourriez pourrait faut fait faire faites fais veux veut voudrais voulais souhaite
  souhaiterais dois doit devez 
  bonjour bonsoir salut cher chere chers monsieur madame messieurs mesdames merci beaucoup avance cordialement
  sinceres salutations bien amicalement veuillez agreer expression sentiments distingues respectueusement svp stp plait
  jour jours hier aujourd hui demain semaine semaines mois annee annees heure heures lundi mardi mercredi jeudi vendredi
  samedi dimanche dernier derniere prochain prochaine premier premiere deux trois quatre cinq
  mail courriel message messages ecrire ecris ecrit envoyer envoye envoie repondre reponse appeler appele dire dit
  demander demande savoir sais trouver trouve besoin recu recevoir oui non accord janvier fevrier mars avril juin
  juillet aout septembre octobre novembre decembre`,
  // Spanish
  `los las una unos unas del con por para sin sobre entre desde hasta hacia segun durante ante bajo que quien cual
  cuales cuando donde como cuanto porque pues pero sino aunque mas muy mucho mucha muchos muchas poco todo toda todos
  todas otro otra otros otras este esta esto estos estas ese esa eso esos esas aquel mismo misma nada nadie algo
  alguien algun alguna algunos yo tu ella ellos ellas nosotros usted ustedes nos les mis sus nuestro nuestra nuestros
  su soy eres somos son era eran fue fueron ser sido estoy estamos estan estaba estar hay haber hemos han habia he
  tengo tiene tienen tenemos tener tenia hacer hago hace hacen hecho puede puedo pueden podria podrian poder quiero
  quisiera queria quiere debo debe deben voy vamos sigo sigue todavia aun siempre nunca tambien tampoco solo ya
  ahora luego despues antes entonces aqui alli asi bien hola buenos buenas dias tardes noches estimado estimada
  estimados gracias favor saludo saludos cordial cordiales cordialmente atentamente atento antemano abrazo
  hoy ayer manana semana semanas mes meses ano anos hora horas lunes martes miercoles jueves viernes sabado domingo
  pasado pasada proximo proxima primero primera dos tres cuatro cinco correo mensaje mensajes escribir escribo escribi
  escrito enviar envie enviado responder respuesta llamar llame llamado decir dicho saber encontrar encuentro necesito
  recibir recibido claro vale enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre`,
)
