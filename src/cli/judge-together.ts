import { issue, type Issue } from '../errors.js';
import { driverOf } from '../functions/drivers.js';
import type { GadgetDefinition } from '../gadget/definition.js';
import type { IssueCode } from '../issue-codes.js';
import type { Judgement } from './judge.js';
import { fileName } from './read-input.js';

/** A gadget that was read from a file. */
export interface JudgedFile {
  /** The file, as it was named. */
  readonly file: string;
  /** What was found of it alone. */
  readonly judgement: Judgement;
}

/** Something of which a machine has only so many, and a gadget takes one. */
interface Claim {
  /** What it is to have too few of it. */
  readonly code: IssueCode;
  /** What in the definition takes one. */
  readonly path: string;
  /** What is taken. */
  readonly what: string;
  /** How many there are. */
  readonly limit: number;
  /** Says that there is none left, `holder` being the file that took the last. */
  say(holder: string): string;
  /** What to do about it. */
  readonly hint: string;
}

function claimsOf({ name, udc, functions }: GadgetDefinition, { target }: Judgement): Claim[] {
  const controller = target.udc ?? udc;
  return [
    {
      code: 'NAME_DUPLICATE',
      path: 'name',
      what: name,
      limit: 1,
      say: (holder) => `The gadget of ${holder} is called "${name}", too.`,
      hint: 'Give each gadget a name of its own.',
    },
    {
      code: 'CONTROLLER_BUSY',
      path: 'udc',
      what: controller ?? '',
      limit: 1,
      say: (holder) =>
        `The gadget of ${holder} takes ${controller === undefined ? 'the only controller' : `"${controller}"`}, too.`,
      hint: 'A controller carries one gadget: name another with "udc", or put the functions of both into one gadget.',
    },
    ...functions.flatMap((each, index): Claim[] => {
      const { pool } = driverOf(each);
      return pool
        ? [
            {
              code: 'INSTANCES_EXHAUSTED',
              path: `functions[${index}]`,
              what: pool.name,
              limit: pool.limit,
              say: (holder) =>
                `The kernel has ${pool.limit} ${pool.name} functions in the whole system and answers ${pool.errno}; ${holder} takes the last.`,
              hint: 'Remove one of them.',
            },
          ]
        : [];
    }),
  ];
}

function withIssues(judgement: Judgement, found: readonly Issue[]): Judgement {
  if (found.length === 0) return judgement;
  const issues = [...judgement.issues, ...judgement.locate(found)];
  return { ...judgement, issues, binds: false, works: false };
}

/**
 * Judges gadgets as ones that are to be on one machine at once: names, controllers and what the kernel has a limited number of are
 * given out in the order of the files, and who comes too late is told so.
 */
export function judgeTogether(files: readonly JudgedFile[]): JudgedFile[] {
  const holders = new Map<string, string[]>();
  return files.map(({ file, judgement }) => {
    const { definition } = judgement;
    const found: Issue[] = [];
    for (const { code, path, what, limit, say, hint } of definition ? claimsOf(definition, judgement) : []) {
      const key = `${code} ${what}`;
      const taken = holders.get(key) ?? [];
      const last = taken[limit - 1];
      if (last === undefined) holders.set(key, [...taken, fileName(file)]);
      else found.push(issue(code, path, say(last), hint));
    }
    return { file, judgement: withIssues(judgement, found) };
  });
}
