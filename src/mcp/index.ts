import { StdioServerTransport, serveStdio } from '@modelcontextprotocol/server/stdio';
import type { Desk } from './desk.ts';
import { createServer } from './server.ts';

export { confinedFiles } from './confined-files.ts';
export { Sessions } from './sessions.ts';

/** Serves the tools on two streams until the client closes them. */
export function serve(desk: Desk, input: NodeJS.ReadStream, output: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => {
    const transport = new StdioServerTransport(input, output);
    serveStdio((connection) => createServer(desk, connection), { transport });
    // The connection has its own way of closing, which comes first.
    const { onclose } = transport;
    transport.onclose = () => {
      onclose?.();
      resolve();
    };
  });
}
