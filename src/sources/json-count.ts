import { z } from 'zod';

/**
 * A count in JSON, as a number or in digits. What is no count (null, an empty text, a word) is not told, which is not
 * zero, and no reason to refuse what it stands beside.
 */
export const jsonCount = z
  .union([
    z.number(),
    z
      .string()
      .regex(/^\d{1,16}$/)
      .transform(Number),
  ])
  .pipe(z.number().int().min(0).max(1e15))
  .optional()
  .catch(undefined);
