import { plainHeader } from '../header-words.ts';

/** What a column is in a survey, by its header. */
export type SurveyRole =
  | 'wave'
  | 'from'
  | 'to'
  | 'question'
  | 'wording'
  | 'answer'
  | 'k'
  | 'n'
  | 'share'
  | 'id'
  | 'panel'
  | 'weight'
  | 'stratum'
  | 'population';

/** Headers by role, as `plainHeader` writes them: English, German, French, Spanish, Dutch. */
const words: Record<SurveyRole, string> = {
  wave: 'wave wavename waveno wavenumber edition round pollid welle vague ola onda golf meting wellennummer oleada',
  from: 'startdate fieldstart fieldedfrom fieldfrom fieldworkstart from start beginn feldbeginn feldstart debut fechainicio begindatum von vom du desde van',
  to: 'enddate fieldend fieldedto fieldto fieldworkend to end ende feldende fin fechafin einddatum bis au hasta tot',
  question: 'question questionword questioncode item frage frageid fragen pregunta vraag',
  wording: 'wording questiontext questionwording fragetext wortlaut libelle enunciado vraagtekst',
  answer:
    'answer answers option response category antwort antwortoption reponse modalite antworten reponses respuesta respuestas antwoord',
  k: 'k count counts yes frequency freq anzahl haufigkeit nennungen effectif frecuencia aantal anzahlantworten nombre numero',
  n: 'n base basis samplesize sample respondents total totaln basisn fallzahl stichprobe effectiftotal muestra steekproef befragte befragten anzahlbefragte anzahlbefragter befragtegesamt interviews repondants interroges encuestados entrevistados ondervraagden respondenten',
  share: 'share pct percent percentage prozent anteil part pourcentage porcentaje aandeel prozentwert',
  id: 'respondent respondentid responseid respid participant participantid caseid interviewid responsenumber befragter befragtenid teilnehmer teilnehmerid teilnehmernr teilnehmernummer fragebogennr repondant encuestado respondentnummer',
  panel: 'panelist panelistid panelid panellist panelmember panelnummer personid',
  weight:
    'weight weights wt wgt pw pweight finalweight gewicht gewichtung poids ponderation peso gewichten weging',
  stratum: 'stratum strata strat schicht strate estrato',
  population: 'fpc population populationsize popsize grundgesamtheit stratumsize nstratum',
};

/** Who answered, where the table is a survey for another reason: lists of orders and messages have such columns too. */
const customers =
  'kunde kundin kundennummer kundennr kundenid customer customerid customernumber client clientid numeroclient cliente idcliente numerocliente klant klantnummer kontakt contact contactid person persona personne persoon';

/** The columns that name who answered, in a table that is a survey for another reason. */
export function customersAmong(headers: string[]): string[] {
  return headers.filter((header) => customers.split(' ').includes(plainHeader(header)));
}

const surveyNames =
  /survey|umfrage|befragung|fragebogen|zufriedenheit|questionnaire|satisfaction|enquete|sondage|encuesta|satisfaccion|onderzoek|enquete/;

/** Whether a table is a survey by its file's name, or by a header that asks something. */
export function looksLikeSurvey(name: string, headers: string[]): boolean {
  return surveyNames.test(plainHeader(name)) || headers.some((header) => /[?？]\s*$/.test(header));
}

/** The columns whose header is a word for the role, the likeliest first. */
export function columnsAs(role: SurveyRole, headers: string[]): string[] {
  const ranked = words[role].split(' ');
  return headers
    .map((header) => ({ header, rank: ranked.indexOf(plainHeader(header)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ header }) => header);
}

const marginHeaders =
  /^(age|agegroup|ageband|gender|sex|region|country|state|size|companysize|employees|industry|sector|segment|education|income|role|seniority|alter|altersgruppe|geschlecht|bundesland|land|branche|betriebsgrosse|unternehmensgrosse|sexe|pays|edad|sexo|pais|leeftijd|geslacht|stype)$/;

/** Whether a column says who a respondent is, in the way that weights are drawn by. */
export function isMargin(header: string): boolean {
  return marginHeaders.test(plainHeader(header));
}

const personal =
  /(e?mail|phone|telefon|telephone|mobile|ipaddress|^ip$|firstname|lastname|fullname|^name$|nachname|vorname|surname|nom$|prenom|address|adresse|street|zip|postcode|plz|latitude|longitude|birth|geburt|token|sessionid|useragent|browser|externaldata|recipient)/;

/** Whether a column names or finds a person: such columns are never read. */
export function isPersonal(header: string): boolean {
  return personal.test(plainHeader(header));
}
