import { baseName, isInAny, parentPath } from '../configfs/tree.js';
import type { Link, MakeFolder, Operation } from './operation.js';
import { at, command } from './shell-commands.js';

/** What one command of a script does. */
export interface ShellStep {
  /** How many operations come before it. */
  readonly from: number;
  /** How many operations it does. */
  readonly count: number;
  /** The command. */
  readonly command: string;
  /** What it makes, a path for each operation, if it does several: when it fails, some of it may be there. */
  readonly makes: readonly string[];
}

/** What one program can make together with others of its kind. */
type Creation = MakeFolder | Link;

/**
 * The same operations with folders made before the attributes that stand before them, since the kernel makes a folder whatever is
 * written elsewhere: a script starts a program for a folder, and one can make them all.
 */
export function foldersFirst(operations: readonly Operation[]): Operation[] {
  const ordered: Operation[] = [];
  const made = new Set<string>();
  let next = 0;
  for (const operation of operations) {
    if (operation.op === 'mkdir' && isInAny(operation.path, made)) ordered.splice(next++, 0, operation);
    else {
      ordered.push(operation);
      if (operation.op !== 'write') next = ordered.length;
    }
    if (operation.op === 'mkdir') made.add(operation.path);
  }
  return ordered;
}

/** Makes a folder, or a link with the name of what it leads to, in what the script itself has made. */
function isCreation(operation: Operation, made: ReadonlySet<string>): operation is Creation {
  const { op } = operation;
  return (
    (op === 'mkdir' || (op === 'symlink' && baseName(operation.path) === baseName(operation.target))) &&
    isInAny(operation.path, made)
  );
}

/** Whether one command can do both. */
const isOfOneKind = (one: Creation, other: Creation): boolean =>
  one.op === 'mkdir'
    ? other.op === 'mkdir'
    : other.op === 'symlink' && parentPath(one.path) === parentPath(other.path);

function joinedCommand(creations: readonly Creation[]): string {
  const [first] = creations;
  if (creations.length === 1) return command(first!);
  const words = creations.map((each) => at(each.op === 'mkdir' ? each.path : each.target)).join(' ');
  return first!.op === 'mkdir' ? `mkdir ${words}` : `ln -s ${words} ${at(parentPath(first!.path))}`;
}

/** The commands of a script, in order. To start a program takes longer than what the kernel does, so one makes all that stands together. */
export function shellSteps(operations: readonly Operation[]): ShellStep[] {
  const made = new Set<string>();
  const steps: ShellStep[] = [];
  let creations: Creation[] = [];
  operations.forEach((operation, from) => {
    const single = { from, count: 1, command: command(operation), makes: [] };
    if (!isCreation(operation, made)) {
      creations = [];
      steps.push(single);
    } else if (creations[0] && isOfOneKind(creations[0], operation)) {
      creations.push(operation);
      const { from } = steps.pop()!;
      const makes = creations.map(({ path }) => path);
      steps.push({ from, count: creations.length, command: joinedCommand(creations), makes });
    } else {
      creations = [operation];
      steps.push(single);
    }
    if (operation.op === 'mkdir') made.add(operation.path);
  });
  return steps;
}
