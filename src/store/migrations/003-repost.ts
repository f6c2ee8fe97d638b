/**
 * Each turn says whether it answers anything, merely passes a message on, and how long its text is, each channel which files speak of it:
 * all messages, with their texts, had to be read for that before.
 */
export const repost = `
ALTER TABLE turn ADD COLUMN repost BOOLEAN;
ALTER TABLE turn ADD COLUMN answers BOOLEAN;
ALTER TABLE turn ADD COLUMN length INTEGER;
UPDATE turn SET answers = m.parent_native_id IS NOT NULL, length = coalesce(length(m.text), 0), repost = coalesce(m.kind = 'repost' OR regexp_matches(m.text, '^RT @\\w'), false)
FROM message m WHERE m.message_id = turn.message_id;

CREATE TABLE channel_file (channel_id INTEGER, file_id INTEGER);
INSERT INTO channel_file SELECT DISTINCT t.channel_id, m.file_id
FROM turn t JOIN message m ON m.message_id = t.message_id WHERE NOT t.placeholder AND t.channel_id IS NOT NULL;
`;
