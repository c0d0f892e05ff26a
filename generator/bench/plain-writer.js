// The yardstick: a script that knows every byte already and only writes the files.
import { writePack } from './write-pack.js';

const [pack, target] = process.argv.slice(2);
writePack(pack, target);
