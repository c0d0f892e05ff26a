// The faults of promotion: why a version may not enter an environment now.
import type { FaultPage } from './page.ts';

export const promotionFaults = {
  'release-unchanged': {
    rule: 'A release brings something new.',
    why: 'A second number for the same bytes would soak and roll out for nothing.',
    fix: 'Promote the version that is there.',
  },
  'release-uncommitted': {
    rule: 'What is released is what was committed.',
    why: 'A release is made of reviewed files, and everybody can make the same one.',
    fix: 'Commit the changes, let them be reviewed, and release then.',
  },
  'frozen-changed': {
    rule: 'Releases are only added.',
    why: 'Whoever changes a release changes what runs under a number that was tested as something else.',
    fix: 'Bring the file or the entry back as it was, and release the change as a new version.',
  },
  'version-rejected': {
    rule: 'A rejected release is never promoted again, by hand or by --all.',
    why: 'Somebody found it harmful and said so where everybody sees it.',
    fix: 'Release the repair as the next version.',
  },
  'version-barred': {
    rule: 'A version that was rolled back does not come back by itself.',
    why: 'A schedule that promotes would undo a rollback within the hour.',
    fix: 'When it was not at fault, take it out of `barred` in the pin, in a reviewed change.',
  },
  'not-forward': {
    rule: 'A promotion goes to a newer version.',
    why: 'Going back is another decision, with its own memory of what was bad.',
    fix: 'Go back with `townhall rollback`.',
  },
  'stage-skipped': {
    rule: 'A version enters a stage when every environment of the stage before it that pins the town ran it.',
    why: 'Stages are there to find out; no option passes this rule.',
    fix: 'Promote it to the stage before first.',
  },
  'soak-not-over': {
    rule: 'A version goes on when it ran for the soak of its stage.',
    why: 'It counts from the later of `since` in the pin and the commit that brought it to the source branch, for each version; what is not known has not soaked.',
    fix: 'Wait, or pass it with `--expedite --reason R --owner O`, which the pin keeps.',
  },
  'window-closed': {
    rule: 'A stage is entered inside its windows.',
    why: 'People who can help are there inside them.',
    fix: 'Wait (`--now TIME` tells what another time would allow), or pass it with `--expedite --reason R --owner O`, which the pin keeps.',
  },
  'on-hold': {
    rule: 'Nothing moves that a hold in force covers.',
    why: 'Its owner stopped the line for a reason that the others may not know.',
    fix: 'Ask the owner, then lift it with `townhall hold lift`.',
  },
  'too-many-versions': {
    rule: 'No more versions of a town run at once than limits.activeVersions says.',
    why: 'One is tested, one is rolling out, one is being replaced; with more, nobody knows what runs.',
    fix: 'Bring the oldest version to its end by promoting the next one over it.',
  },
  'too-far-behind': {
    rule: 'The last stage is no further behind the first than limits.versionsBehind says.',
    why: 'A big step into production is a risky one.',
    fix: 'Promote what runs in the stages between first.',
  },
  'set-refused': {
    rule: 'Towns that are promoted as one set go together or not at all.',
    why: 'They were tested together.',
    fix: 'Wait for the other town, or name one town alone.',
  },
  hazard: {
    rule: 'Two versions are swapped only when that does no harm.',
    why: 'What Kubernetes refuses to change, what would be lost and what others still call is known before the merge.',
    fix: 'Take the safe way of the hint, or go on with `--accept CODE --reason R`, which the pin keeps.',
  },
  'over-budget': {
    rule: 'One change does no more than limits.change of pipeline.yaml says.',
    why: 'A change that touches many stages, deletes much or restarts much is more than a review can answer for.',
    fix: 'Split the change, or let a file in environments/overrides/ allow it, with a reason, an owner and an end.',
  },
  'override-expired': {
    rule: 'An override lifts the budget until its time.',
    why: 'What was right for one change is no standing permission.',
    fix: 'Give it another end in this change, or take it out.',
  },
  'patch-expired': {
    rule: 'A change brings no patch whose time is over.',
    why: 'Whoever wrote the patch said when it should be gone, so that it does not stay for ever.',
    fix: 'Take it out, or give it another end; a frozen release keeps it, so release the town anew. A rollback is not held up.',
  },
} as const satisfies Record<string, FaultPage>;
