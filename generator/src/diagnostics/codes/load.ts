// The faults that the step "load" can find. A code is permanent; its page in docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const loadFaults = {
  'yaml-syntax': {
    rule: 'A file is YAML 1.2.',
    why: 'What cannot be read cannot be checked.',
    fix: 'Mend the line that is marked.',
  },
  'tab-indentation': {
    rule: 'Lines are indented with spaces.',
    why: 'YAML allows no tabs there, for editors show them differently.',
    fix: 'Replace the tab with spaces.',
  },
  'merge-conflict': {
    rule: 'No merge conflict markers are left.',
    why: 'Half of a conflict must not reach a cluster.',
    fix: 'Settle the conflict, remove the markers and render.',
  },
  'yaml-directive': {
    rule: 'A file has no YAML directives.',
    why: 'A %YAML line changes how the rest of the file is read.',
    fix: 'Remove the line.',
  },
  'yaml-documents': {
    rule: 'A file holds one document.',
    why: 'A second document would be left out by some readers and applied by others.',
    fix: 'Put it into a file of its own.',
  },
  'yaml-not-a-mapping': {
    rule: 'A file holds a mapping.',
    why: 'Everything that townhall reads has named fields.',
    fix: 'Write lines such as "key: value".',
  },
  'yaml-alias': {
    rule: 'A file has no anchors and no aliases.',
    why: 'They hide what a line changes, and a few lines of them grow to gigabytes.',
    fix: 'Write the value out, or make it a default.',
  },
  'yaml-tag': {
    rule: 'A file has no tags.',
    why: 'A tag makes something else of a value than what is written.',
    fix: 'Remove the tag, or quote the value.',
  },
  'yaml-merge-key': {
    rule: 'A file has no merge keys.',
    why: 'YAML 1.2 has none, and older readers merge where newer ones do not.',
    fix: 'Write the entries out.',
  },
  'yaml-duplicate-key': {
    rule: 'A key stands once in a mapping.',
    why: 'Readers silently keep one of the two, and not all of them the same.',
    fix: 'Keep one.',
  },
  'yaml-forbidden-key': {
    rule: 'No key is named __proto__, constructor or prototype.',
    why: 'Such a key can change how programs that read it behave.',
    fix: 'Choose another name.',
  },
  'yaml-ambiguous': {
    rule: 'A value that YAML readers read differently is quoted.',
    why: 'An unquoted yes, 010 or 2024-01-01 is one thing here and another to Kubernetes.',
    fix: 'Quote it, or write the number in plain decimal digits.',
  },
  'yaml-number': {
    rule: 'A whole number is at most 9007199254740991.',
    why: 'Greater ones lose digits.',
    fix: 'Quote it.',
  },
  'yaml-empty': {
    rule: 'A key has a value.',
    why: 'An empty value means "nothing" to one field and "the default" to another.',
    fix: 'Write a value, or remove the line; `none` takes a default away.',
  },
  'yaml-too-deep': {
    rule: 'Values nest at most 20 levels deep.',
    why: 'Nothing in Kubernetes needs more, and deep nesting exhausts programs.',
    fix: 'Make it flatter.',
  },
  'yaml-too-long': {
    rule: 'A key has at most 1024 characters, a value 4096 (as a block 65536), a list 1000 entries.',
    why: 'More than that is data, and data belongs under files/.',
    fix: 'Shorten it, write it as a block with "|", or put it under files/.',
  },
  'hidden-character': {
    rule: 'A file holds no characters that do not show.',
    why: 'Control, zero-width and direction characters make a reviewer see something else than what runs.',
    fix: 'Remove the character.',
  },
  'not-utf8': {
    rule: 'Files and their names are UTF-8.',
    why: 'Bytes that are no text read differently on every machine.',
    fix: 'Save the file, or rename it, in UTF-8.',
  },
  'file-too-large': {
    rule: 'A YAML file has at most 64 KiB, a file below files/ or crds/ at most 1 MiB.',
    why: 'Larger ones make every command slow, and Kubernetes would refuse them.',
    fix: 'Split it.',
  },
  'input-too-large': {
    rule: 'All YAML that one run reads is at most 32 MiB.',
    why: 'A pull request must not be able to keep the program busy for hours.',
    fix: 'Remove versions that nothing runs.',
  },
  'symbolic-link': {
    rule: 'There are no symbolic links in towns, base, environments and clusters.',
    why: 'Flux leaves them out, and one that points outside makes Argo CD refuse the repository.',
    fix: 'Copy what it points to.',
  },
  'special-file': {
    rule: 'Everything in the tree is a file or a folder.',
    why: 'A pipe, a socket or a device cannot be committed and may never end.',
    fix: 'Remove it.',
  },
  'unknown-file': {
    rule: 'A file stands where townhall reads it.',
    why: 'A file in the wrong place or with a wrong name would silently do nothing.',
    fix: 'Rename it, move it or remove it.',
  },
  'missing-document': {
    rule: 'A folder holds the file that describes it.',
    why: 'Without it nobody knows what the folder is.',
    fix: 'Add the file.',
  },
  'not-a-repository': {
    rule: 'A repository has base/, environments/pipeline.yaml and at least one environment.',
    why: 'There is nothing to render without them.',
    fix: 'Run townhall in the repository, or make one with `townhall init DIR`.',
  },
  'file-name': {
    rule: 'A folder that names something has lower-case letters, digits and hyphens; a file name holds nothing that some systems refuse.',
    why: 'Names become names of objects and of files on every machine.',
    fix: 'Rename it.',
  },
  'same-name': {
    rule: 'Two names in a folder differ in more than case.',
    why: 'On some machines they are one file.',
    fix: 'Rename one of them.',
  },
  'path-too-long': {
    rule: 'A path has at most 200 characters.',
    why: 'Windows cannot check out longer ones.',
    fix: 'Shorten a name.',
  },
} as const satisfies Record<string, FaultPage>;
