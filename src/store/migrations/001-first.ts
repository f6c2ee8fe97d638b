/** Everything from the first day on: what was imported, what was done, and the facts drawn from both. */
export const first = `
CREATE TABLE meta (key VARCHAR PRIMARY KEY, value VARCHAR);
INSERT INTO meta VALUES ('data_version', '0'), ('last_message_id', '0'), ('pseudonym_key', uuid()::VARCHAR);

-- imported ---------------------------------------------------------------------------------------
CREATE TABLE import (
  import_id INTEGER, made_at TIMESTAMP, who VARCHAR, state VARCHAR,          -- done | undone
  added INTEGER, changed INTEGER, same INTEGER, conflicts INTEGER, cycles INTEGER);
CREATE TABLE import_file (
  import_id INTEGER, file_id INTEGER, shown VARCHAR, sha256 VARCHAR, reader VARCHAR, reader_version INTEGER,
  mapping VARCHAR, encoding VARCHAR, rows INTEGER, accepted INTEGER, rejected INTEGER, empty INTEGER,
  messages INTEGER, repaired INTEGER, sides VARCHAR, observed_until TIMESTAMP, newest_at TIMESTAMP,
  own_accounts VARCHAR, notes VARCHAR, known BOOLEAN);
CREATE TABLE rejected_row (file_id INTEGER, line INTEGER, reason VARCHAR, excerpt VARCHAR);
-- every differing state in which a message was seen; \`message\` is merged from these
CREATE TABLE observation (
  observation_id INTEGER, file_id INTEGER, source VARCHAR, native_id VARCHAR, kind VARCHAR,
  author VARCHAR, handle VARCHAR, name VARCHAR, text VARCHAR, created_at TIMESTAMP, precision VARCHAR,
  parent_native_id VARCHAR, reply_ids VARCHAR, channel VARCHAR, mentions VARCHAR, rating DOUBLE,
  url VARCHAR, lang VARCHAR, visibility VARCHAR, repaired BOOLEAN);
-- the same state seen again by a later file, so that undoing the first import keeps it
CREATE TABLE sighting (file_id INTEGER, observation_id INTEGER);
CREATE TABLE metric_snapshot (
  file_id INTEGER, source VARCHAR, native_id VARCHAR, metric VARCHAR, value DOUBLE, definition VARCHAR,
  observed_at TIMESTAMP);
CREATE TABLE conflict (file_id INTEGER, source VARCHAR, native_id VARCHAR, kept VARCHAR, other VARCHAR);

-- merged -----------------------------------------------------------------------------------------
CREATE TABLE account (account_id INTEGER, source VARCHAR, key VARCHAR, native_id VARCHAR, handle VARCHAR, name VARCHAR);
CREATE TABLE message (
  message_id INTEGER, source VARCHAR, native_id VARCHAR, placeholder BOOLEAN, kind VARCHAR, account_id INTEGER,
  text VARCHAR, created_at TIMESTAMP, precision VARCHAR, parent_native_id VARCHAR, reply_ids VARCHAR,
  channel VARCHAR, mentions VARCHAR, rating DOUBLE, url VARCHAR, lang VARCHAR, visibility VARCHAR,
  file_id INTEGER, both_sides BOOLEAN, deleted_at TIMESTAMP);

-- done by people: only ever added ------------------------------------------------------------------
CREATE TABLE act (
  act_id VARCHAR, done_at TIMESTAMP, who VARCHAR, kind VARCHAR, source VARCHAR, native_id VARCHAR, detail VARCHAR);

-- facts --------------------------------------------------------------------------------------------
CREATE TABLE own_account (account_id INTEGER, source VARCHAR, key VARCHAR, handle_key VARCHAR, word VARCHAR);
CREATE TABLE turn (
  message_id INTEGER, conversation_id INTEGER, parent_id INTEGER, depth INTEGER, channel_id INTEGER,
  account_id INTEGER, own BOOLEAN, addressed BOOLEAN, placeholder BOOLEAN, written_at TIMESTAMP);
CREATE TABLE conversation (
  conversation_id INTEGER, channel_id INTEGER, started_at TIMESTAMP, last_at TIMESTAMP, messages INTEGER,
  own_messages INTEGER, people INTEGER, placeholders INTEGER, missing_replies INTEGER, completeness VARCHAR);
CREATE TABLE channel (
  channel_id INTEGER, source VARCHAR, word VARCHAR, name VARCHAR, messages INTEGER, others INTEGER,
  sides VARCHAR, first_at TIMESTAMP, observed_until TIMESTAMP);
CREATE TABLE expectation (
  message_id INTEGER, expects BOOLEAN, kind VARCHAR, reason VARCHAR, rule INTEGER);
CREATE TABLE first_answer (
  message_id INTEGER, conversation_id INTEGER, channel_id INTEGER, account_id INTEGER, asked_at TIMESTAMP,
  state VARCHAR, answered_at TIMESTAMP, answer_id INTEGER, deleted_at TIMESTAMP);                -- answered | answered-unknown-time | unknown | waiting
CREATE TABLE dismissal (message_id INTEGER, act_id VARCHAR, kind VARCHAR, since TIMESTAMP, reason VARCHAR, sampled BOOLEAN);
CREATE TABLE opening (starts_at TIMESTAMP, ends_at TIMESTAMP, open_before DOUBLE);

CREATE TABLE kept_finding (key VARCHAR PRIMARY KEY, made_at TIMESTAMP, finding VARCHAR);
`;
