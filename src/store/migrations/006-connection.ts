/**
 * Accounts that are read over the network, and by which route each file came. `read_at` is when a source was asked:
 * what was read later tells the later state, whatever the newest message in it. A token is never kept here.
 */
export const connection = `
CREATE TABLE connection (
  name VARCHAR, connector VARCHAR, origin VARCHAR, account VARCHAR, handle VARCHAR, since TIMESTAMP,
  cursor VARCHAR, observed_until TIMESTAMP, sync_started_at TIMESTAMP, sync_ended_at TIMESTAMP,
  problem VARCHAR, missing VARCHAR);                                        -- JSON: {message, help, at}; a list of sentences
ALTER TABLE import_file ADD COLUMN acquisition VARCHAR;                      -- export_file | api | manual
ALTER TABLE import_file ADD COLUMN connection VARCHAR;
ALTER TABLE import_file ADD COLUMN read_at TIMESTAMP;
UPDATE import_file SET acquisition = 'export_file';
`;
