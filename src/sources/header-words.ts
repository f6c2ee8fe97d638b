import type { MessageMapping } from '../model/mapping.ts';

export type Field = keyof MessageMapping['columns'];

/** Headers by field, the likeliest first, as `plainHeader` writes them: English, German, French, Spanish,
 * Portuguese, Italian, Dutch, Korean, Japanese, Chinese. */
const words: Record<Field, string> = {
  platform:
    'platform network socialnetwork service netzwerk plattform plateforme reseau plataforma red piattaforma netwerk',
  id: 'id reviewid commentid messageid postid tweetid statusid msgid uuid guid nativeid identifier beitragsid kommentarid nachrichtenid bewertungsid',
  text: 'text fulltext message content body comment review reviewtext posttext statusmessage tweettext commenttext messagetext reviewcontent postmessage postcopy postcontent caption update post status nachricht kommentar beitrag inhalt bewertungstext texte contenu commentary commentaire avis texto contenido comentario resena mensaje conteudo mensagem avaliacao messaggio testo commento recensione tekst bericht reactie opmerking 본문 내용 리뷰 댓글 本文 コメント 内容 评论',
  author:
    'authorid author username screenname handle userid user from fromname profile profilename sender senderid reviewer reviewername commenter benutzername benutzer autor verfasser nutzer absender auteur utilisateur expediteur usuario autore utente mittente gebruikersnaam gebruiker afzender 작성자 사용자 投稿者 作者 用户',
  authorName:
    'authorname displayname fullname username author name screenname anzeigename nom nombre nome naam 이름',
  time: 'createdat created createdtime createddate datecreated timestamp datetime time date at publishedat published publishdate publicationdate postedat sentat datesent senttime postdate publishingdate dategmt dateutc reviewdate commentdate erstelltam veroffentlichtam erstellungsdatum zeitstempel zeitpunkt datum datepublication horodatage fecha creado fechacreacion data datahora dataora tijd tijdstip 작성일 날짜 日時 日付 时间 日期',
  parent:
    'inreplyto inreplytoid inreplytostatusid inreplytotweetid parentid parentcommentid parentmessageid replytoid replyto antwortauf enreponsea respuestaa',
  replies: 'replyids responsetweetid responseids',
  inbound: 'inbound incoming isinbound isincoming eingehend',
  own: 'own isown fromus isours outbound isoutbound fromowner isowner',
  channel:
    'channel company companyname brand bank business page pagename app appname account firma unternehmen marke seite entreprise marque empresa marca azienda bedrijf merk 회사 은행',
  rating:
    'rating score stars starrating reviewrating bewertung sterne note puntuacion calificacion valutazione beoordeling 평점 별점 評価 评分',
  url: 'url permalink permalinkurl postpermalink posturl postlink servicelink link reviewurl commenturl',
  lang: 'lang language sprache langue idioma lingua taal',
  reply:
    'reply replycontent replytext companyreply ownerreply ownerresponse businessreply developerreply response responsetext responsecontent antwort antworttext reponse respuesta resposta risposta antwoord 답변 답글 返信 回复',
  replyTime:
    'repliedat replytime replydate replyat replycreatedat responsetime responsedate respondedat developerreplydate antwortdatum datereponse fecharespuesta antwoorddatum 답변일',
  replyAuthor: 'replyauthor repliedby replyby responseauthor respondedby responder',
};

const metricWords: Record<string, string> = {
  likes:
    'likes like likecount likescount favorites favoritecount favouritescount favouritecount thumbsup thumbsupcount gefalltmir jaime megusta',
  comments: 'comments commentcount commentscount kommentare commentaires comentarios',
  shares: 'shares sharecount sharescount geteilt partages compartidos',
  reposts: 'reposts repostcount retweets retweetcount reblogs reblogscount',
  replies: 'replycount repliescount replies',
  reactions: 'reactions reactioncount',
  impressions: 'impressions impressioncount impressionen',
  reach: 'reach reichweite portee alcance',
  views: 'views viewcount',
  clicks: 'clicks clickcount klicks clics',
  link_clicks: 'linkclicks postlinkclicks urlclicks',
  video_views: 'videoviews videoviewcount',
  saves: 'saves savescount saved',
  engagements: 'engagements engagement',
};

/** A header without case, accents, spaces and punctuation: `Réponse_le ` is `reponsele`. */
export function plainHeader(header: string): string {
  return header
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .normalize('NFC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
}

/** The columns whose header is a word for the field, the likeliest first. */
export function columnsFor(field: Field, headers: string[]): string[] {
  const ranked = words[field].split(' ');
  return headers
    .map((header) => ({ header, rank: ranked.indexOf(plainHeader(header)) }))
    .filter(({ rank }) => rank >= 0)
    .sort((a, b) => a.rank - b.rank)
    .map(({ header }) => header);
}

/** Headers of an address that is the row's own, so that it can stand for an id where there is none. */
export function isOwnAddress(header: string): boolean {
  return /^(permalink|permalinkurl|postpermalink|posturl|postlink|servicelink)$/.test(plainHeader(header));
}

/** Canonical metric that a header names, `num_likes` and `Total likes` as well; undefined where it names none. */
export function metricFor(header: string): string | undefined {
  const plain = plainHeader(header);
  const bare = plain.replace(/^(num|nb|numberof|total|anzahl)(?=.{4})/, '');
  return Object.keys(metricWords).find((metric) => {
    const known = metricWords[metric]?.split(' ') ?? [];
    return known.includes(plain) || known.includes(bare);
  });
}
