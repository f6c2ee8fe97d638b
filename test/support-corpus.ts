/** The file of the support corpus with these rows. */
export function supportCorpus(rows: string[]): string {
  const head = 'tweet_id,author_id,inbound,created_at,text,response_tweet_id,in_response_to_tweet_id';
  return `${[head, ...rows].join('\n')}\n`;
}

/** A time as the support corpus writes it, so many minutes after Monday, 2 November 2026. */
export function supportTime(minutes: number): string {
  return new Date(Date.UTC(2026, 10, 2) + minutes * 60_000)
    .toUTCString()
    .replace(/^(\w+), (\d+) (\w+) (\d+) (\S+) GMT$/, '$1 $3 $2 $5 +0000 $4');
}

/**
 * Sixty questions to one brand, one an hour, of which every third is answered after ten minutes; the first holds
 * markup, and the last row is damaged.
 */
export function pumpQuestions(): string {
  const rows = Array.from({ length: 60 }, (_, n) => {
    const words =
      n === 0 ? '@Pumps <script>alert(1)</script> why does it leak?' : `@Pumps why does pump ${n} leak?`;
    const question = `${1000 + n},${500 + n},True,${supportTime(n * 60)},"${words}",${n % 3 === 0 ? 2000 + n : ''},`;
    const answer = `${2000 + n},Pumps,False,${supportTime(n * 60 + 10)},"@${500 + n} Sorry, we look into it.",,${1000 + n}`;
    return n % 3 === 0 ? `${question}\n${answer}` : question;
  });
  return supportCorpus([...rows, '7777,9,True,no time at all,"@Pumps hello?",,']);
}
