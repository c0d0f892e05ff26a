// The same objects by cdk8s: one app per environment, one chart per town, one object per file.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ApiObject, App, Chart, YamlOutputType } from 'cdk8s';

const [pack, target] = process.argv.slice(2);
const environments = JSON.parse(readFileSync(pack, 'utf8'));
for (const [environment, towns] of Object.entries(environments)) {
  const app = new App({
    outdir: join(target, environment),
    yamlOutputType: YamlOutputType.FILE_PER_RESOURCE,
  });
  for (const [town, objects] of Object.entries(towns)) {
    const chart = new Chart(app, town, { disableResourceNameHashes: true });
    for (const object of objects) new ApiObject(chart, `${object.kind}-${object.metadata.name}`, object);
  }
  app.synth();
}
