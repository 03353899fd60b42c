/** The parts of the package that we use; it has no types. */
declare module 'picomatch/posix.js' {
  function picomatch(pattern: string, options: Readonly<Record<'posix' | 'nonegate', boolean>>): (path: string) => boolean;
  namespace picomatch {
    function scan(pattern: string): { readonly base: string };
  }
  export default picomatch;
}
