// The faults that the step "validate" can find. A code is permanent; its page in docs/diagnostics.md is made from this.
import type { FaultPage } from './page.ts';

export const validateFaults = {
  'secret-not-encrypted': {
    rule: 'Every file below secrets/ is a SealedSecret, or a Secret whose every value SOPS has encrypted.',
    why: 'Everything in this repository can be read, also what a later commit takes out.',
    fix: 'Change the values, and commit the file encrypted.',
  },
  'grant-without-shop': {
    rule: 'A grant of a kingdom is for a shop that exists.',
    why: 'A misspelt name would be granted nothing, and a shop that comes later everything.',
    fix: 'Mend the name, or take the grant out.',
  },
  'secret-without-town': {
    rule: 'A folder below secrets/ has the name of a town.',
    why: 'What no town names is never rendered.',
    fix: 'Rename the folder, or remove it.',
  },
  'unknown-cluster-kind': {
    rule: 'clusterKinds names kinds that stand outside every namespace.',
    why: 'A misspelt kind would allow nothing.',
    fix: 'Write the kind as its manifests do, with `.group` where it is not of Kubernetes.',
  },
  'bad-crd': {
    rule: 'Every file below crds/ of the base holds CustomResourceDefinitions with a schema.',
    why: 'Objects of custom kinds are checked against these schemas, and against nothing else.',
    fix: 'Copy the file that the project publishes.',
  },
  'unknown-key': {
    rule: 'A mapping has only the fields that its vocabulary names.',
    why: 'A field that nobody reads is a wish that silently does not come true.',
    fix: 'Mend the spelling, or put the field where it belongs.',
  },
  'missing-key': {
    rule: 'A field that has no default is written.',
    why: 'The generator never guesses what only a person can know.',
    fix: 'Add the field.',
  },
  'wrong-type': {
    rule: 'A value has the form that its field takes.',
    why: 'YAML turns 1.10 into the number 1.1 and yes into a truth value, so nothing is converted behind your back.',
    fix: 'Write the value in the expected form; put quotes around a text that looks like a number.',
  },
  'bad-value': {
    rule: 'A value is one that its field takes.',
    why: 'Kubernetes would refuse it later, in every environment at once.',
    fix: 'Write one of the expected values.',
  },
  'out-of-range': {
    rule: 'A number lies in the range of its field.',
    why: 'Kubernetes would refuse it later, in every environment at once.',
    fix: 'Write a number of the range.',
  },
  'bad-name': {
    rule: 'A name that people choose follows the rule of its place.',
    why: 'Names become names of objects, labels, files and variables, and each of those has its own rule.',
    fix: 'Choose another name.',
  },
  'name-mismatch': {
    rule: 'The name in a file is the name of its folder or file.',
    why: 'Everything else finds it by its path, so a second name could only lie.',
    fix: 'Make the two agree.',
  },
  'reserved-name': {
    rule: 'Words with a meaning of their own are no names.',
    why: 'A call, a tool or an operating system would take the name for something else.',
    fix: 'Choose another name.',
  },
  'similar-names': {
    rule: 'Two towns, kingdoms, environments or clusters differ by more than hyphens and slashes.',
    why: 'They would be mistaken for each other, and names derived from them would collide.',
    fix: 'Rename one of them.',
  },
  'bad-parameter': {
    rule: 'A parameter fits its declaration, and a declaration fits itself.',
    why: 'A value of the wrong type or range would surface as a broken object in one environment only.',
    fix: 'Write a value that the declaration takes, or change the declaration.',
  },
  'unknown-parameter': {
    rule: 'Only declared parameters are set.',
    why: 'A value that nobody reads is a wish that silently does not come true.',
    fix: 'Mend the spelling, or declare the parameter.',
  },
  'unused-parameter': {
    rule: 'A parameter is set where the pinned release declares it.',
    why: 'Another release declares it, so the value waits for a promotion or a rollback and does nothing now.',
    fix: 'Nothing, or remove it once no release that may come back needs it.',
  },
  'missing-parameter': {
    rule: 'A parameter of environments without a default is set by every environment.',
    why: 'A template that uses it would have no value.',
    fix: 'Set it in environment.yaml, or give it a default in pipeline.yaml.',
  },
  'unknown-gate': {
    rule: 'Only declared gates are named.',
    why: 'A gate that does not exist is neither on nor off.',
    fix: 'Mend the spelling, or declare the gate.',
  },
  'unused-gate': {
    rule: 'A gate is set where the pinned release declares it.',
    why: 'Another release declares it, so the value waits for a promotion or a rollback and does nothing now.',
    fix: 'Nothing, or remove it once no release that may come back needs it.',
  },
  'unknown-check': {
    rule: 'Policies and waivers name checks that exist.',
    why: 'A misspelt waiver waives nothing, and a misspelt policy guards nothing.',
    fix: 'Mend the spelling.',
  },
  'unknown-format': {
    rule: 'The base names a format that this generator knows.',
    why: 'The format decides every rendered byte; an older generator cannot write a newer one.',
    fix: 'Use a generator that knows it, or name a format that this one knows.',
  },
  'unknown-version': {
    rule: 'A pin names a version that exists.',
    why: 'There is nothing to render.',
    fix: 'Name a version whose folder exists, or release it.',
  },
  'current-not-allowed': {
    rule: 'Only the first stage follows `current`.',
    why: 'What later stages run must have been frozen and have run before.',
    fix: 'Pin a release.',
  },
  'hotfix-pinned': {
    rule: 'A hotfix is released before it is pinned.',
    why: 'Its folder may still change; a release may not.',
    fix: 'Release it as the next version, and pin that.',
  },
  'pin-without-town': {
    rule: 'A pin names a town that exists.',
    why: 'There is nothing to render.',
    fix: 'Mend the spelling, or remove the pin.',
  },
  'duplicate-stage': {
    rule: 'A stage is named once.',
    why: 'Windows and promotions speak of stages by name.',
    fix: 'Rename or remove one of them.',
  },
  'unknown-stage': {
    rule: 'Windows and holds name stages of the pipeline.',
    why: 'A window over a stage that does not exist guards nothing, and such a hold stops nothing.',
    fix: 'Mend the spelling.',
  },
  'bad-window': {
    rule: 'A window says when in words that can be read.',
    why: 'A window that nobody can read guards nothing, and that is found out at the wrong hour.',
    fix: 'Write days and hours such as "Mon-Thu 09:00-16:00", dates such as "2026-12-24..2026-12-27", several of them with ";" between, or five fields of cron.',
  },
  'unknown-time-zone': {
    rule: 'A time zone is one of the IANA time zone database.',
    why: 'Hours without a place to read the clock are no hours.',
    fix: 'Write a name such as Europe/London or America/New_York, or UTC.',
  },
  'unknown-town': {
    rule: 'A hold names towns that exist.',
    why: 'It would stop nothing, and be found out too late.',
    fix: 'Mend the spelling, or leave the town out.',
  },
  'unknown-environment': {
    rule: 'Stages, clusters and holds name environments that exist.',
    why: 'There is nothing to promote to, to run, or to stop.',
    fix: 'Mend the spelling, or add the environment.',
  },
  'environment-placed-twice': {
    rule: 'An environment is in one stage and on one cluster, and named once there.',
    why: 'Two stages would promote to it, or two clusters would apply the same tree.',
    fix: 'Remove one of the two.',
  },
  'environment-not-placed': {
    rule: 'Every environment is in a stage and on a cluster.',
    why: 'Nothing would promote to it, or apply it.',
    fix: 'Add it to a stage in pipeline.yaml and to a cluster in cluster.yaml.',
  },
  'same-namespace': {
    rule: 'Two kingdoms of one cluster have different namespaces.',
    why: 'Each environment would undo what the other applied.',
    fix: 'Give one of the environments another suffix, or rename a kingdom.',
  },
  'namespace-too-long': {
    rule: 'A namespace has at most 63 characters.',
    why: 'Kubernetes refuses longer ones.',
    fix: 'Shorten the name of the kingdom, or the suffix.',
  },
  'unknown-kingdom': {
    rule: 'A kingdom exists in the base that the environment runs.',
    why: 'A town without a kingdom has no namespace, no quota and no network rules.',
    fix: 'Mend the spelling, or add the kingdom and release and promote the base first.',
  },
  'town-not-allowed': {
    rule: 'A town stands only in a kingdom that takes it.',
    why: 'The list of a kingdom is how its owner decides who moves in.',
    fix: "Ask the kingdom's owner to add the town, or choose another kingdom.",
  },
  'release-changed': {
    rule: 'A released folder never changes.',
    why: 'What runs is what was reviewed under that number.',
    fix: 'Put the folder back as it was, and release the change as a new version.',
  },
  'release-without-folder': {
    rule: 'A release that is listed has its folder, or is marked as removed.',
    why: 'A rollback to it would find nothing.',
    fix: 'Bring the folder back from git, or mark the entry `removed: true`.',
  },
  'release-unlisted': {
    rule: 'A released folder is listed with its digest.',
    why: 'Without a digest nobody can tell whether the folder changed.',
    fix: 'List the folder in releases.yaml with its digest; the fault says which.',
  },
} as const satisfies Record<string, FaultPage>;
