/**
 * The keys of a terminal. When the terminal goes away, this stream just ends; on standard input itself it would be an error,
 * which readline passes on to nobody.
 */
export function keyboardOf(stdin: NodeJS.ReadStream): NodeJS.ReadableStream {
  // Only for a terminal: loading it takes a millisecond.
  const { PassThrough } = process.getBuiltinModule('node:stream');
  const keys = new PassThrough();
  stdin.on('error', () => keys.end());
  stdin.pipe(keys);
  const setRawMode = (mode: boolean): NodeJS.ReadableStream => {
    stdin.setRawMode(mode);
    return keys;
  };
  return Object.assign(keys, { isTTY: true, setRawMode });
}
