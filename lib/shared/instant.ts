import { z } from "zod";

const FIRST_YEAR = 1900;
const LAST_YEAR = 2999;

/** An RFC 3339 instant with its offset, in the years that JavaScript and PostgreSQL write alike. */
export const instantSchema = z.iso.datetime({ offset: true }).refine((text) => {
  const year = new Date(text).getUTCFullYear();
  // What is no instant at all was told already.
  return !(year < FIRST_YEAR || year > LAST_YEAR);
}, `must be an instant between the years ${FIRST_YEAR} and ${LAST_YEAR}`);
