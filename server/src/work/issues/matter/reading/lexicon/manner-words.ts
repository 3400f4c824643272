import { wordSet } from './word-set.ts'

/**
 * How a message relates to what was said before, in the words of many languages: it chases an answer ("any news?"),
 * it goes on ("my last mail"), or it says itself that it is about something else ("another question").
 * Lower case, without accents; tokens are words of letters and digits.
 */

/** In a message that says nothing else, one of these makes it a nudge. */
export const nudgeWords = wordSet(
  `news update updates status progress waiting wait reminder bump anyone anybody somebody response reply answer heard hear
  replied answered responded yet ping following follow followup chasing feedback eta`,
  `neuigkeiten neues stand sachstand zwischenstand erinnerung ruckmeldung ruckantwort nachfrage warte warten gehort
  antwort feedback`,
  `nouvelles nouvelle relance reponse retour attends attente attendre suivi`,
  `noticias novedades novedad novedade recordatorio esperando espero espera respuesta seguimiento esperar
  novita notizie sollecito aspetto aspettando attesa aspettare risposta riscontro aggiornamenti aggiornamento
  noticia novidades novidade lembrete aguardo aguardando resposta retorno esperando`,
  `nieuws update herinnering wacht wachten antwoord reactie
  nyheter nyt nytt uppdatering opdatering oppdatering vantar venter paminnelse pamindelse paminnelse svar svara
  odpowiedz odpowiedzi czekam przypomnienie novinky odpoved cekam pripominka
  odotan vastausta muistutus haber bekliyorum cevap yanit varok valaszt raspuns astept`,
  `новости новостей жду ответ ответа напоминание новини чекаю відповідь νεα απαντηση περιμενω`,
)

/** Answers and thanks that mean nothing without what came before. */
export const assentWords = wordSet(
  `yes yep yeah okay sure thanks thank thx cheers fine perfect great agreed confirmed correct exactly done
  ja jawohl genau danke dankeschon super prima passt einverstanden
  oui merci parfait accord entendu exact nickel
  claro gracias perfecto vale exacto grazie perfetto certo esatto obrigado obrigada perfeito certo
  bedankt dank prima akkoord klopt tack takk perfekt tak dziekuje zgoda dobrze dekuji ano kiitos kylla tesekkurler
  evet tamam koszonom igen multumesc спасибо хорошо дякую`,
)

/** Adjectives that, right before a request or purchase word, open another topic. */
export const otherWords = wordSet(
  `another different new separate second other additional unrelated
  andere anderes anderen anderer neue neues neuen neuer weitere weiteres weiteren zweite zweites zweiten separate
  autre nouvelle nouveau nouvel differente different deuxieme seconde
  otra otro nueva nuevo distinta distinto diferente segunda segundo
  altra altro nuova nuovo diversa diverso seconda secondo outra outro nova novo
  andere ander nieuwe tweede annan annat nya nytt anden andet nyt annen annet ny inna inne nowa nowe inny nowy dalsi
  jina jiny nova novy toinen uusi baska yeni diger alta alt noua другой другая новый новая другое інше нове`,
)
/** The request itself: naming it names no matter. */
export const requestWords = wordSet(
  `question questions topic subject issue problem matter thing request query inquiry enquiry complaint ticket case concern
  point frage fragen thema anliegen problem sache angelegenheit anfrage reklamation punkt sujet demande probleme chose
  pregunta preguntas tema asunto consulta duda cosa cuestion domanda domande argomento richiesta problema questione
  pergunta assunto vraag vragen onderwerp probleem kwestie fraga arende sporgsmal emne sporsmal sak sag
  pytanie sprawa temat dotaz otazka vec kysymys asia soru konu sorun intrebare subiect вопрос вопроса тема проблема
  питання`,
)
export const purchaseWords = wordSet(
  `order purchase invoice bestellung auftrag rechnung commande facture pedido factura ordine fattura encomenda
  bestelling factuur bestallning zamowienie objednavka tilaus siparis заказ замовлення`,
)
/** Two words that open another topic by themselves, and the first of each. */
export const otherTopicPairs = wordSet(
  `something_else etwas_anderes was_anderes autre_chose otra_cosa altra_cosa qualcos_altro outra_coisa iets_anders
  nagot_annat noget_andet noe_annet cos_innego neco_jineho jotain_muuta baska_bir altceva_nou`,
)
export const otherTopicStarts: ReadonlySet<string> = new Set([...otherTopicPairs].map((pair) => pair.split('_')[0]!))

/** Adjectives that, beside a word of `talkWords` (Romance languages put them behind), go on with what was said. */
export const earlierWords = wordSet(
  `previous last earlier original first prior initial recent
  letzte letzten letzter vorherige vorherigen vorige fruhere fruheren erste ersten ursprungliche
  precedent precedente dernier derniere premier anterior ultimo ultima primer primero pasado precedente scorso
  passado vorige laatste eerdere eerste forrige forra senaste tidligere forste poprzedni poprzednia ostatni
  predchozi posledni edellinen onceki son anterior precedenta предыдущее последнее`,
)
export const talkWords = wordSet(
  `email emails mail mails message messages letter conversation chat call talk request inquiry enquiry ticket reply
  nachricht nachrichten schreiben gesprach telefonat anruf anfrage antwort
  courriel message messages courrier conversation appel echange demande correo mensaje mensajes llamada conversacion
  messaggio conversazione chiamata telefonata mensagem conversa ligacao bericht berichten gesprek telefoontje
  meddelande samtal besked samtale melding wiadomosc rozmowa zprava zpravu hovor viesti mesaj gorusme mesajul письмо
  сообщение`,
)
