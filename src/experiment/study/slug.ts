import { z } from 'zod';

/** Names become folders and columns: letters, digits, dot, dash, underscore. */
export const slug = z.string().regex(/^[A-Za-z0-9][\w.-]*$/, {
  error: ({ input }) => `a name is letters, digits, dots, dashes and underscores, received ${JSON.stringify(input)}`,
});
