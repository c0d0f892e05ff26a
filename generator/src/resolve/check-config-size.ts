// How much a ConfigMap holds. Mirrors ValidateConfigMap of the API server, which counts the values and not their keys.
import { type Fault, fault, type Place } from '../diagnostics/fault.ts';

const MOST_BYTES = 1024 * 1024;

interface Contents {
  readonly data: Readonly<Record<string, string>>;
  /** In base64. */
  readonly binaryData: Readonly<Record<string, string>>;
}

/** A fault when the API server would refuse the ConfigMap for its size. */
export function checkConfigSize({ data, binaryData }: Contents, place: Place): Fault[] {
  const bytes =
    sum(Object.values(data).map((text) => Buffer.byteLength(text))) +
    sum(Object.values(binaryData).map((text) => Buffer.byteLength(text, 'base64')));
  if (bytes <= MOST_BYTES) return [];
  const message = `the values of this config hold ${bytes} bytes together, expected at most ${MOST_BYTES} (1 MiB)`;
  return [
    fault('config-too-large', message, place, {
      hint: 'make it two configs, or keep large files in the image or on a volume',
    }),
  ];
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
