import { inFolder } from './cli.fixture.ts';

/** A folder that all tests of a file share, until it is released. */
export async function openFolderOfTests(): Promise<{ readonly folder: string; readonly release: () => void }> {
  let release = () => {};
  const folder = await new Promise<string>((ready) => {
    inFolder({}, (path) => {
      ready(path);
      return new Promise<void>((end) => {
        release = end;
      });
    });
  });
  return { folder, release: () => release() };
}
