/**
 * What a text that is gone at its source is known by, should a later file tell it under an id of another kind; and which
 * accounts are one person.
 */
export const gone = `
-- one row for each state that was seen; author and print are keyed, and no text can be read in a print
CREATE TABLE gone_print (
  source VARCHAR, native_id VARCHAR, author VARCHAR, written_at TIMESTAMP, precision VARCHAR, print VARCHAR);
-- of what is gone: true where its source says so of this id, false where it was recognised as such a message
ALTER TABLE withheld ADD COLUMN told BOOLEAN;
UPDATE withheld SET told = true WHERE reason = 'gone';

-- accounts that somebody linked, each with the least account of the same person; turns and first answers name that one
CREATE TABLE linked_account (account_id INTEGER, person_id INTEGER);
`;
