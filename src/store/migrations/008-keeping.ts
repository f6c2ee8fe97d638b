/** What is kept no longer: messages without their text, what may never come back, and who removed what when. */
export const keeping = `
-- messages whose place stays and whose text does not, with what facts had read in it: reason is erased | gone | expired
CREATE TABLE withheld (
  source VARCHAR, native_id VARCHAR, reason VARCHAR, since TIMESTAMP,
  expects BOOLEAN, kind VARCHAR, addressed BOOLEAN, length INTEGER);
-- keyed hashes of what may not come back: kind is message | account | handle | mention; no id and no name can be read in it
CREATE TABLE tombstone (kind VARCHAR, hash VARCHAR, made_at TIMESTAMP);
-- when messages were last looked after at their source, and a connection as a whole
CREATE TABLE swept (source VARCHAR, native_id VARCHAR, swept_at TIMESTAMP);
ALTER TABLE connection ADD COLUMN swept_at TIMESTAMP;
-- who removed or handed out what, and how much of it; counts is a JSON object of numbers, and nobody is named but who did it
CREATE TABLE audit (audit_id INTEGER, done_at TIMESTAMP, who VARCHAR, did VARCHAR, counts VARCHAR);
`;
