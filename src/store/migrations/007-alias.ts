/**
 * One message under several ids. `same_message` is why: what a file says of its own row, or what was matched, kept by
 * file so that undoing the import takes it back. `alias` is what follows from all of it: every other id of a message and
 * the one it is kept under.
 */
export const alias = `
CREATE TABLE same_message (source VARCHAR, one VARCHAR, other VARCHAR, file_id INTEGER, how VARCHAR);   -- named | matched
CREATE TABLE alias (source VARCHAR, native_id VARCHAR, same_as VARCHAR);
`;
