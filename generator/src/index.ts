// The package's programming interface: render a repository in memory, and read the faults.
export type { Fault, Place, Severity, YamlPath } from './diagnostics/fault.ts';
export type { OutputFile } from './model/manifest.ts';
export { type Rendering, type RenderRequest, renderRepository } from './pipeline.ts';
export type { Selection } from './selection.ts';
