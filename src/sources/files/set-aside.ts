/** Files of exports that hold nothing to read, by their names, with what they hold and where the rest is. */
const known: [name: RegExp, says: string][] = [
  [
    /^(.+_)?(actor\.json|(account|manifest|profile)\.js)$/i,
    'says whose archive it is and holds no posts. Import the whole archive or its folder: it is read beside the posts.',
  ],
  [
    /^(likes?|bookmarks?|reactions|follow(er|ing)s?([-_]\w+)?|blocks?|mutes?|lists?|blocked[-_]\w+|muted[-_]\w+)\.(js|json|csv)$/i,
    'is a list of what somebody liked, follows, saved or set aside. That is no message, and it is not read. Posts and comments are in other files of the same export.',
  ],
  [
    /^audience\.csv$/i,
    'holds several tables that say which share of the followers is of which age and place, as of a day that they do not name, and is not read. Counts by day are in Follows.csv, Views.csv and the like.',
  ],
];

/** What to say of a file that no reader takes and whose name is that of a part that no reader would; else undefined. */
export function setAside(name: string): string | undefined {
  const base = name.split('/').at(-1) ?? '';
  return known.find(([pattern]) => pattern.test(base))?.[1];
}
