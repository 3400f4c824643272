import { wordSet } from './word-set.ts'

/**
 * Words that half of all mails to a support address carry in their subject: sharing them says little. Stems, as
 * `stemOf` makes them, are compared, so one form of each is enough.
 */
export const genericWords = wordSet(
  `help question questions query queries inquiry enquiry problem problems issue issues trouble request requests support
  service customer client information info details urgent important attention feedback complaint complaints concern
  contact form website web site page shop store online general other misc various subject topic matter case ticket
  order orders ordering purchase delivery invoice account status update news reminder follow followup reply response
  test hello greetings assistance error bug fehler confirmation notification company product item items`,
  `hilfe frage fragen anfrage problem probleme anliegen bitte wichtig dringend eilig kontakt kontaktformular formular
  kontaktanfrage kundenservice kundendienst kunde kundin information informationen auskunft beschwerde reklamation
  bestellung bestellungen auftrag lieferung rechnung konto betreff erinnerung ruckmeldung nachfrage allgemein produkt
  artikel storung seite webseite bestatigung`,
  `aide question questions probleme problemes demande renseignement renseignements information informations urgent
  important contact formulaire reclamation plainte commande commandes livraison facture compte suivi relance sujet
  objet service client produit article erreur confirmation site boutique`,
  `ayuda pregunta preguntas consulta consultas duda dudas problema problemas solicitud peticion informacion urgente
  importante contacto formulario reclamacion queja pedido pedidos compra entrega factura cuenta asunto tema servicio
  cliente producto articulo recordatorio seguimiento confirmacion tienda pagina`,
  `aiuto domanda domande problema problemi richiesta informazione informazioni urgente importante contatto modulo
  reclamo ordine ordini acquisto consegna fattura conto oggetto servizio cliente clienti prodotto articolo sollecito
  conferma sito negozio errore`,
  `ajuda pergunta perguntas duvida duvidas problema pedido pedidos solicitacao informacao informacoes contato contacto
  formulario reclamacao encomenda compra entrega fatura conta assunto servico cliente produto artigo lembrete`,
  `vraag vragen hulp probleem problemen verzoek informatie dringend belangrijk klacht contactformulier bestelling
  bestellingen levering factuur rekening account onderwerp klantenservice klant product artikel herinnering status
  bevestiging winkel`,
  `fraga fragor sporgsmal sporsmal hjalp hjelp hjaelp problem arende information kundtjanst kundeservice order ordre
  bestallning bestilling leverans levering faktura konto viktigt viktig haster kontakt produkt reklamation`,
  `pytanie pytania pomoc problem prosba zgloszenie informacja informacje pilne wazne kontakt reklamacja zamowienie
  zamowienia dostawa faktura konto sprawa produkt dotaz otazka pomoc problem zadost informace objednavka faktura
  reklamace kysymys apua ongelma tilaus lasku soru sorum yardim sorun siparis fatura kerdes segitseg rendeles szamla
  intrebare ajutor problema comanda factura`,
  `вопрос вопросы помощь проблема запрос заказ заказа срочно важно обращение поддержка питання допомога замовлення
  ερωτηση βοηθεια παραγγελια προβλημα`,
)
