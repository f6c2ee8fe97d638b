/** What machines say of messages: runs of a coder, the messages each one read, and the scores that it gave. */
export const machine = `
INSERT INTO meta VALUES ('last_run_id', '0');
CREATE TABLE machine_run (
  run_id INTEGER, coder VARCHAR, version VARCHAR, codebook VARCHAR, made_at TIMESTAMP, who VARCHAR,
  state VARCHAR,                                                                     -- under-way | done | replaced
  codes VARCHAR, trained_on VARCHAR, messages INTEGER, notes VARCHAR);
-- each message that a run read, with a hash of its text then, and the fold whose codes its model never saw
CREATE TABLE machine_reading (run_id INTEGER, message_id INTEGER, text_hash VARCHAR, fold INTEGER);
CREATE TABLE machine_label (run_id INTEGER, message_id INTEGER, code VARCHAR, score DOUBLE);
-- answers of language models, under a key that names model, codebook and text by their hash
CREATE TABLE machine_answer (key VARCHAR, answer VARCHAR);

-- scores of the newest run of each coder; a message whose text has changed since, or that is gone, has none
CREATE VIEW machine_label_now AS
  SELECT r.run_id, r.coder, d.message_id, d.fold, l.code, l.score
  FROM machine_run r
  JOIN machine_reading d ON d.run_id = r.run_id
  JOIN message m ON m.message_id = d.message_id AND substr(md5(m.text), 1, 16) = d.text_hash
  JOIN machine_label l ON l.run_id = d.run_id AND l.message_id = d.message_id
  WHERE r.state = 'done';
`;
