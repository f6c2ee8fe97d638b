/** What Rapport looks into inside a folder or an archive, by name alone; the rest is never opened. */
const tables = /\.(csv|tsv|tab|jsonl|ndjson|json|xls|xlsx|zip|gz|tgz|tar|car)$/i;

/** The only scripts of an X archive that hold the owner's public posts. */
const scripts = /^(.+_)?tweets?(-part\d+)?\.js$/i;

/** Names under which exports keep what is private, belongs to other people, or is no message. */
const kept =
  /^(direct[-_ ]?messages?.*|dms?|inbox|contacts?|connections|invitations|ip[-_]audit.*|account|actor|manifest|follow(er|ing)s?([-_]accounts)?|likes?|bookmarks?|lists?|(blocked|muted)[-_].*|blocks?|mutes?|ads?[-_].*|emails?|phone.*|device.*|login.*|search.*|personali[sz]ation|package(-lock)?|tsconfig)\.[a-z]+$/i;

/** Where Facebook and Instagram keep private messages, whatever the rest of the path. */
const letters =
  /(^|\/)(messages\/(inbox|archived_threads|message_requests|filtered_threads|e2ee_cutover|your_[^/]*)\/.*|message_\d+\.json$|(secret_conversations|autofill_information)\.json$)/i;

/** Whether a file found inside a folder or an archive, by its path with `/`, is listed. */
export function isWanted(path: string): boolean {
  const parts = path.split('/');
  if (parts.some((part) => part === '' || part === '__MACOSX' || part.startsWith('.'))) return false;
  const name = parts.at(-1) ?? '';
  if (kept.test(name) || letters.test(path)) return false;
  return tables.test(name) || scripts.test(name);
}

/** Files of a copy of a member's data from LinkedIn, by which it is known besides the two that are read. */
const copyMarks =
  /^(Profile|Registration|Connections|Email Addresses|PhoneNumbers|Logins|Rich_Media|Ad_Targeting|Invitations)\.csv$/;

/** All that is read of such a copy; the rest is private, other people's, or no message. */
const copyWanted = /^(Shares|Comments)\.csv$/;

/** Articles of a member, each a page. */
const copyArticles = /(^|\/)Articles\/(Articles\/)?[^/]+\.html?$/;

/** Whether an archive's file can be one of the articles of a member, which are listed in such a copy alone. */
export function isArticle(path: string): boolean {
  return copyArticles.test(path) && !path.split('/').some((part) => part.startsWith('.'));
}

/** Whether the files in one folder, by their names, are a copy of a member's data from LinkedIn. */
export function isMemberCopy(names: string[], archive: string): boolean {
  const marks = names.filter((name) => copyMarks.test(name)).length;
  const wanted = names.filter((name) => copyWanted.test(name)).length;
  return marks > 2 || marks + wanted > 1 || /LinkedInDataExport/i.test(archive);
}

/** Whether a file of such a copy is listed, whatever else LinkedIn puts there one day. */
export function isWantedOfCopy(path: string): boolean {
  return isArticle(path) || (isWanted(path) && copyWanted.test(path.split('/').at(-1) ?? ''));
}

/** Folders by which a copy of one's data from Facebook or Instagram is known. */
const metaMarks =
  /(^|\/)(your_(instagram|facebook)_activity|your_activity_across_facebook|this_profile's_activity_across_facebook|followers_and_following|security_and_login_information|login_and_account_creation|login_and_profile_creation|logged_information|ads_information|apps_and_websites(_off_of_(instagram|facebook))?)(\/|$)/i;

/** All that is read of such a copy: what the account itself wrote in public. */
const metaWanted =
  /^(posts_\d+|reels|igtv_videos|(post|reels)_comments(_\d+)?|comments|your_posts(__check_ins__photos_and_videos)?(_\d+)?|profile_posts(_\d+)?)\.json$/i;

/** Whether a path within an archive, the name of a folder or of what is in it, says that it is such a copy. */
export function isMetaCopy(name: string): boolean {
  return metaMarks.test(name);
}

/** The folders of an archive, each with its `/`, that are such copies. */
export function metaCopies(names: string[], archive: string): string[] {
  if (isMetaCopy(archive)) return [''];
  return [
    ...new Set(
      names.flatMap((name) => {
        const mark = metaMarks.exec(name);
        return mark ? [name.slice(0, mark.index + (mark[1]?.length ?? 0))] : [];
      }),
    ),
  ];
}

/** Whether a file of such a copy is listed, whatever else Meta puts there one day. */
export function isWantedOfMetaCopy(path: string): boolean {
  return isWanted(path) && metaWanted.test(path.split('/').at(-1) ?? '');
}

/** Whether a file's name says that it holds private messages or contacts, which are not read even when asked to. */
export function isPrivate(path: string): boolean {
  const name = path.split('/').at(-1) ?? '';
  return /^(direct[-_ ]?messages?.*|message_\d+|liked_(posts|comments)|likes_and_reactions(_\d+)?|dms?|(imported)?contacts?|connections|invitations|logins|(guide|coach|learning_coach|learning_role_play)_messages|ip[-_]audit.*)\.[a-z]+$/i.test(
    name,
  );
}
