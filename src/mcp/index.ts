export { confinedFiles } from './confined-files.ts';
export { serve } from './serve.ts';
export { Sessions } from './sessions.ts';
