/**
 * Signs in a text that its writer asks, wants, complains or closes. Patterns are written in the part of the
 * syntax that JavaScript and RE2 (the database's engine) read alike, and are matched against `plainText`.
 * English, German, French, Spanish and Korean are covered; in any other language only a question mark is a sign.
 */
export interface Signs {
  question: boolean;
  request: boolean;
  complaint: boolean;
  closing: boolean;
}

const greeting = String.raw`^[\s,.!:-]*(?:(?:hey|hi|hello|so|and|but|ok|um|hallo|bonjour|hola)\b[\s,.!:-]*)*`;

const question = [
  '[?？¿]',
  `${greeting}(?:how (?:do|does|can|come|long|much|many|is|are|to)|why|when (?:is|are|will|do|does|can)|where (?:is|are|can|do)|what (?:is|are|do|does|time|happen)|who (?:do|is|can)|which|can (?:i|you|we|anyone|someone)|could (?:i|you)|do (?:you|i)|does|is (?:it|there|this)|are (?:you|there)|will (?:you|there)|any (?:idea|chance|news|update|reason))\\b`,
  String.raw`\bwondering (?:if|when|why|how|what|whether)\b|\b(?:anyone|anybody) (?:know|else)\b`,
  `${greeting}(?:wie|wann|warum|wieso|wo|was|wer|welche[rs]?|kann|könnt|gibt es|comment|pourquoi|quand|où|est-ce|cómo|por qué|cuándo|dónde)(?:\\s|$)`,
  String.raw`나요|까요|가요\s*$|는지요|습니까|입니까|ㅂ니까`,
].join('|');

const request = [
  String.raw`\b(?:please|pls|plz|plea+se|(?:need|can|could|want|get|anyone|someone|you)\b[^.?!]{0,20}\bhelp\b|help (?:me|us|with|out)|fix (?:it|this|that|the|your)|need (?:you|to know|someone|help|a |an |my |your )|can you|could you|can someone|can anyone|would you|let me know|get back to me|contact me|call me|send me|give me|tell me|i'?d like|i would like|refund|(?:dm|pm|message|email|mail)(?:ed|'d|’d|d| you| sent)|(?:sent|sending|send) (?:you |over |it |them |the |u )?(?:a |an |my |it |in )?(?:dm|pm|private|direct|message|email|details)|in your dm|check (?:your )?dms?|should (?:add|make|have|bring|be able)|bring back|i wish|would be (?:nice|great|good))`,
  String.raw`\b(?:bitte|hilfe|könnt ihr|können sie|ich brauche|s'il vous pla|svp|pouvez|besoin d|por favor|ayuda|pueden|necesito)`,
  '주세요|주시|부탁|더 좋을|바랍니다|바래요|바람|좋겠|했으면|됐으면|되었으면|해줘|해라|요청|개선|고쳐|고치|추가|해주길|필요합니다|필요해|만들어',
].join('|');

const complaint = [
  String.raw`n[o'’]t (?:work|load|open|connect|log|respond|receiv|able|happy|good|helpful|accept|fair|let|been|even|get)|(?:does|do|did|is|are|was|were|has|have|had|can|could|would|wo|should|ca)n['’]?t\b|\bcannot\b|\bunable\b`,
  String.raw`\b(?:broken?|terribl|horrif|awful|worst|worse|horribl|rubbish|garbage|trash|disgust|ridiculous|unaccept|frustrat|disappoint|annoy|angry|pissed|useless|joke|shame|refus|threat|disappear|crash|freez|frozen|slow|delay|lost|losing|stole|scam|fraud|thie|rip ?off|overcharg|charged|charging|wrong|errors?\b|issues?\b|problems?\b|bugs?\b|glitch|stuck|still (?:no|not|wait|haven|hasn|can|don|get|on hold)|no (?:response|reply|answer|one|help|service|signal|internet|wifi|idea why)|never (?:again|got|receiv|had|been|fly|us|buy|order)|waited|waiting|hours?\b|on hold|poor|bad\b|hate|suck|shit|wtf|fuck|crap|bullshit|bs\b|damn|ffs|down again|outage|is down|missing|rude|ignor|messed|screw|kill(?:s|ing)|drain|lag|keeps?\b|stop(?:ped|s)? work|used to|not cool|third time|again!+|lies?\b|liar|lied|mislead|expired|damaged|dirty|overpriced|late\b|hung up|nightmare|sort (?:it|this|your)|get (?:it|your) (?:together|act))|fail(?:s|ed|ing|ure)?\b`,
  String.raw`\b(?:kaputt|funktioniert nicht|geht nicht|schlecht|schlimm|unverschämt|enttäusch|fehler|probleme?\b|en panne|marche pas|fonctionne pas|nul\b|honte|inadmissible|déçu|problème|erreur|no funciona|pésim|malo\b|vergüenza|decepcion|problema)|ärger`,
  String.raw`안\s?되|안\s?돼|안\s?됨|안\s?됩|안됌|안\s?뜨|안\s?열|안\s?나|않|못|불편|느리|느려|느림|오류|에러|버그|짜증|답답|최악|쓰레기|불가|실패|문제|렉|튕|먹통|복잡|어렵|어려|힘들|귀찮|별로|거지같|개같|빡|화나|화남|황당|이상|엉망|구림|구리|구려|후짐|후지|한심|멍청|끔찍|불만|낭비|무한|에바|어이|쓸데|쓸모|의미없|제대로|자꾸|계속|먼저 해결|그지|꺼지|종료`,
].join('|');

const closing = String.raw`^[\s,.!:-]*(?:(?:ok(?:ay)?|kk?|ty)\b|thanks?|thank(?:s| you| u)|thx|tysm|cheers|great|perfect|awesome|cool|done|will do|got it|no worries|no problem|yes thank|lol|haha|appreciate|nice|fixed|sorted|all good|never ?mind|nvm|sure(?: thing)?\b|already (?:handled|sorted|done|fixed|solved)|danke|merci|gracias|감사|고마)|\b(?:thanks|thank you|thank u|thx|appreciate (?:it|that|the|your))\b|감사합|고맙습`;

/** Pattern by sign; each is matched without regard to case, which `plainText` has already taken away. */
export const signPatterns: Record<keyof Signs, string> = { question, request, complaint, closing };

/** What is taken out before looking for signs: @names and addresses. */
export const noisePattern = String.raw`@\w+|https?://\S+|&\w+;`;

/** The text in lower case without @names and addresses, whose question marks ask nothing. */
export function plainText(text: string): string {
  return text.toLowerCase().replace(new RegExp(noisePattern, 'g'), ' ');
}

const expressions = Object.fromEntries(
  Object.entries(signPatterns).map(([sign, pattern]) => [sign, new RegExp(pattern)]),
) as Record<keyof Signs, RegExp>;

/** The signs that a text shows. */
export function readSigns(text: string): Signs {
  const plain = plainText(text);
  return {
    question: expressions.question.test(plain),
    request: expressions.request.test(plain),
    complaint: expressions.complaint.test(plain),
    closing: expressions.closing.test(plain),
  };
}
