/** How often answers of a measure were looked at on a day of the workspace's zone: no person, no address. */
export const look = `
CREATE TABLE look (day DATE, measure VARCHAR, looks INTEGER, PRIMARY KEY (day, measure));
`;
