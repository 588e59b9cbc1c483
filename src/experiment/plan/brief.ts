/** Text for a message: of a SHA-256 its head tells as much as all of it. */
export const brief = (text: string): string => text.replace(/\b([0-9a-f]{12})[0-9a-f]{52}\b/g, '$1…');
