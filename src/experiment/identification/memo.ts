/** Works a value out when its key is first asked for. */
export type Memo = <T>(key: string, work: () => T) => T;

export function openMemo(): Memo {
  const known = new Map<string, unknown>();
  return <T>(key: string, work: () => T): T => {
    if (!known.has(key)) known.set(key, work());
    return known.get(key) as T;
  };
}
