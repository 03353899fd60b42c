import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '../..');

/** The package as `npm pack` makes it. */
export interface Tarball {
  readonly path: string;
  /** Paths in the package, and their sizes in bytes. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly size: number;
  readonly unpackedSize: number;
}

export interface Ran {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A project with its own home and no registry, so that nothing can be fetched and nothing is cached. */
export class Sandbox {
  readonly dir = mkdtempSync(join(tmpdir(), 'tsunagi-'));

  private readonly env = {
    PATH: process.env['PATH'],
    HOME: this.dir,
    npm_config_cache: join(this.dir, '.npm'),
    npm_config_offline: 'true',
    npm_config_registry: 'http://localhost:1/',
    npm_config_update_notifier: 'false',
  };

  constructor() {
    // Without one, npm would look for the project in the folders above.
    this.write('package.json', '{"private": true}\n');
  }

  run(command: string, args: readonly string[], options: { readonly input?: string; readonly cwd?: string } = {}): Ran {
    const { cwd = this.dir, input = '' } = options;
    const { status, stdout, stderr } = spawnSync(command, args, { cwd, input, env: this.env, encoding: 'utf8' });
    return { status, stdout, stderr };
  }

  write(file: string, text: string): void {
    writeFileSync(join(this.dir, file), text);
  }

  remove(): void {
    rmSync(this.dir, { recursive: true, force: true });
  }
}

/** Packs what was built: `npm test` has just built it, and building again would only take time. */
export function pack(destination: string): Tarball {
  const out = execFileSync('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', destination], {
    cwd: root,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [{ filename, files, size, unpackedSize }] = JSON.parse(out);
  return { path: join(destination, filename), files, size, unpackedSize };
}
