/** What can be brought in, in a sentence's words: by platform, since the kinds of files are many. */
export const whatCanBeRead =
  'exports of LinkedIn, Facebook, Instagram, YouTube, TikTok, Telegram, X, Mastodon and Bluesky; web visits, deals, newsletters and app reviews; and any table of texts with times, of numbers, or of a survey';

/** All kinds of files that are read, folded away. */
export function Kinds({ readers }: { readers: { word: string; title: string }[] }) {
  return (
    <details class="note kinds">
      <summary>All {readers.length} kinds</summary>
      <ul>
        {readers.map(({ title }) => (
          <li>{title}</li>
        ))}
      </ul>
    </details>
  );
}
