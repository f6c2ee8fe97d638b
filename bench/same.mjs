/** A number for each row from its values to three decimals, added up: the same for the same rows in any order. */
export function sumOf(columns) {
  let sum = 0;
  const rows = columns[0]?.length ?? 0;
  for (let row = 0; row < rows; row++) {
    let mixed = 0;
    for (const column of columns) {
      const value = column[row];
      const whole = Number.isNaN(value) || value === null ? -1 : Math.round(Number(value) * 1000);
      mixed = Math.imul((mixed ^ (whole | 0)) + Math.floor(whole / 4_294_967_296), 0x9e3779b1);
      mixed ^= mixed >>> 15;
    }
    sum = (sum + (mixed >>> 0)) % 9_007_199_254_740_881;
  }
  return { rows, sum };
}

/** Rows as objects turned into columns. */
export function columnsOf(rows) {
  return Object.keys(rows[0] ?? {}).map((name) => rows.map((row) => row[name]));
}
