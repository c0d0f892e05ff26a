// The program's own version, from the package that it ships in.
import { createRequire } from 'node:module';

/** Such as `0.1.0`. */
export function programVersion(): string {
  const manifest: unknown = createRequire(import.meta.url)('../package.json');
  const version =
    typeof manifest === 'object' && manifest !== null && 'version' in manifest && manifest.version;
  return typeof version === 'string' ? version : 'unknown';
}
