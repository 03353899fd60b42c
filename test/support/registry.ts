import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename } from 'node:path';

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly bin: Readonly<Record<string, string>>;
}

/** A registry with one package, so that tests can run the commands that users will run once it is published. */
export class Registry {
  readonly url: string;
  private readonly server: Server;

  private constructor(server: Server, url: string) {
    this.server = server;
    this.url = url;
  }

  static async of(tarball: string, manifest: Manifest): Promise<Registry> {
    const { name, version } = manifest;
    const bytes = readFileSync(tarball);
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    const server = createServer((request, response) => {
      if (request.url === `/${name}`) {
        const dist = { tarball: `${url}${basename(tarball)}`, integrity };
        const packument = { name, 'dist-tags': { latest: version }, versions: { [version]: { ...manifest, dist } } };
        response.setHeader('content-type', 'application/json').end(JSON.stringify(packument));
      } else if (request.url === `/${basename(tarball)}`) response.end(bytes);
      else response.writeHead(404).end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
    return new Registry(server, url);
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
