/** Series and survey waves from elsewhere: every differing state with the files that tell it, and views of the newest. */
export const series = `
INSERT INTO meta VALUES ('last_value_id', '0');
ALTER TABLE import_file ADD COLUMN told INTEGER;
ALTER TABLE import ADD COLUMN told_added INTEGER;
ALTER TABLE import ADD COLUMN told_changed INTEGER;
ALTER TABLE import ADD COLUMN told_same INTEGER;

CREATE TABLE point (
  value_id INTEGER, source VARCHAR, series VARCHAR, grain VARCHAR, starts_at TIMESTAMP, dimensions VARCHAR,
  ends_at TIMESTAMP, label VARCHAR, kind VARCHAR, unit VARCHAR, currency VARCHAR, value DOUBLE, n DOUBLE);
CREATE TABLE wave_total (
  value_id INTEGER, survey VARCHAR, wave VARCHAR, question VARCHAR, answer VARCHAR, dimensions VARCHAR,
  fielded_from DATE, fielded_to DATE, wording VARCHAR, k DOUBLE, n DOUBLE, share DOUBLE, self_selected BOOLEAN);
-- respondent and panel are keyed hashes; answers, wordings and margins are JSON objects
CREATE TABLE respondent (
  value_id INTEGER, survey VARCHAR, wave VARCHAR, respondent VARCHAR,
  fielded_from DATE, fielded_to DATE, panel VARCHAR, answers VARCHAR, wordings VARCHAR, margins VARCHAR,
  weight DOUBLE, stratum VARCHAR, population DOUBLE, self_selected BOOLEAN);
-- each file that tells a state, the first one too
CREATE TABLE value_sighting (file_id INTEGER, value_id INTEGER);

-- of several states of one thing, the one in the newest import holds
CREATE VIEW point_now AS
  SELECT p.*, s.file_id FROM point p
  JOIN (SELECT value_id, max(file_id) AS file_id FROM value_sighting GROUP BY value_id) s ON s.value_id = p.value_id
  QUALIFY row_number() OVER (PARTITION BY source, series, grain, starts_at, dimensions
    ORDER BY s.file_id DESC, p.value_id DESC) = 1;
CREATE VIEW wave_total_now AS
  SELECT p.*, s.file_id FROM wave_total p
  JOIN (SELECT value_id, max(file_id) AS file_id FROM value_sighting GROUP BY value_id) s ON s.value_id = p.value_id
  QUALIFY row_number() OVER (PARTITION BY survey, wave, question, answer, dimensions
    ORDER BY s.file_id DESC, p.value_id DESC) = 1;
CREATE VIEW respondent_now AS
  SELECT p.*, s.file_id FROM respondent p
  JOIN (SELECT value_id, max(file_id) AS file_id FROM value_sighting GROUP BY value_id) s ON s.value_id = p.value_id
  QUALIFY row_number() OVER (PARTITION BY survey, wave, respondent
    ORDER BY s.file_id DESC, p.value_id DESC) = 1;
`;
