import { config } from 'zod';

/** Schemas may not compile themselves to functions: the page's content policy forbids it, and says so in the console. */
config({ jitless: true });
