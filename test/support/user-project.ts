import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { pack } from './packed.ts';

const root = join(import.meta.dirname, '../..');
const { name, version, bin } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'));

export const good = `title: orders to billing
answers: {data: message, completion: async, timing: pull, fanout: p2p, origin: new}
expect: {service: sqs}
`;
export const bad = good.replace('service: sqs', 'service: kinesis');

export interface Ended {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** A registry with one package, so that tests can run the commands that users will run once it is published. */
class Registry {
  readonly url: string;
  private readonly server: Server;

  private constructor(server: Server, url: string) {
    this.server = server;
    this.url = url;
  }

  static async of(tarball: string): Promise<Registry> {
    const bytes = readFileSync(tarball);
    const integrity = `sha512-${createHash('sha512').update(bytes).digest('base64')}`;
    const server = createServer((request, response) => {
      if (request.url === `/${name}`) {
        const dist = { tarball: `${url}${basename(tarball)}`, integrity };
        const packument = { name, 'dist-tags': { latest: version }, versions: { [version]: { name, version, bin, dist } } };
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

/** A user's repository on a machine that can install only the program under test from its registry. */
export class UserProject {
  readonly home = mkdtempSync(join(tmpdir(), 'tsunagi-user-'));
  readonly dir = join(this.home, 'repository');

  readonly tarball: string;
  private readonly registry: Registry;

  private constructor(tarball: string, registry: Registry) {
    this.tarball = tarball;
    this.registry = registry;
    mkdirSync(this.dir);
  }

  static async create(): Promise<UserProject> {
    const place = mkdtempSync(join(tmpdir(), 'tsunagi-tarball-'));
    const { path } = pack(place);
    return new UserProject(path, await Registry.of(path));
  }

  write(file: string, text: string): void {
    mkdirSync(dirname(join(this.dir, file)), { recursive: true });
    writeFileSync(join(this.dir, file), text);
  }

  read(file: string): string {
    return readFileSync(join(this.dir, file), 'utf8');
  }

  /** Runs a command in a folder of the repository, without this process's environment. */
  run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, folder = '.'): Promise<Ended> {
    const options = {
      cwd: join(this.dir, folder),
      encoding: 'utf8',
      env: {
        PATH: process.env['PATH'],
        HOME: this.home,
        npm_config_registry: this.registry.url,
        npm_config_cache: join(this.home, '.npm'),
        npm_config_update_notifier: 'false',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_AUTHOR_NAME: 'somebody',
        GIT_AUTHOR_EMAIL: 'somebody@example.com',
        GIT_COMMITTER_NAME: 'somebody',
        GIT_COMMITTER_EMAIL: 'somebody@example.com',
        ...env,
      },
    } as const;
    return new Promise((resolve, reject) => {
      const child = execFile(command, [...args], options, (error, stdout, stderr) => {
        if (error && typeof error.code !== 'number') reject(error);
        else resolve({ status: error ? (error.code as number) : 0, stdout, stderr });
      });
      child.stdin?.end();
    });
  }

  async remove(): Promise<void> {
    await this.registry.close();
    rmSync(this.home, { recursive: true, force: true });
    rmSync(dirname(this.tarball), { recursive: true, force: true });
  }
}
