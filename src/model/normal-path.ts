/** A path without `./`, `inner/..` and trailing slashes, as platforms match files of a repository. */
export function normalPath(path: string): string {
  const slashes = path.replaceAll('\\', '/');
  const parts: string[] = [];
  for (const part of slashes.split('/')) {
    if (part === '' || part === '.') continue;
    const last = parts.at(-1);
    if (part === '..' && last !== undefined && last !== '..') parts.pop();
    else parts.push(part);
  }
  const joined = parts.join('/');
  return slashes.startsWith('/') ? `/${joined}` : joined || '.';
}
