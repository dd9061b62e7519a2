import { readFileSync } from 'node:fs';

/** The kernels that were measured, in the order of the outcomes of a fixture. */
export const measuredKernels = ['5.10', '6.1', '6.12', '7.2'] as const;

/** One thing for all kernels, or one for each; null where the kernel has no such attribute. */
export type PerKernel<Value> = Value | readonly (Value | null)[];

/** Outcomes with the inputs that gave them. An outcome is an errno, or `=` and what then reads back. */
export type Outcomes = readonly (readonly [outcome: PerKernel<string>, inputs: readonly string[]])[];

/** Attributes that answered alike. `linked` and `bound` say what became different: nothing, everything, or for some inputs. */
export interface MeasuredGroup {
  /** `SUBJECT: PATH`, the subject being a function's driver or `gadget`. */
  readonly attributes: readonly string[];
  readonly initially?: PerKernel<string>;
  readonly bare: Outcomes;
  readonly linked?: PerKernel<string> | Outcomes;
  readonly bound?: PerKernel<string> | Outcomes;
}

/** One command of a scenario and its outcome on each kernel; undefined where it was not measured. */
export interface MeasuredStep {
  readonly command: string;
  readonly outcomes: readonly (string | undefined)[];
}

const read = (name: string): string =>
  readFileSync(new URL(`../../../test/fixtures/${name}`, import.meta.url), 'utf8');

/** What every attribute did with every input. */
export function measuredGroups(): readonly MeasuredGroup[] {
  return (JSON.parse(read('measured-attributes.json')) as { groups: MeasuredGroup[] }).groups;
}

const unescaped = (text: string): string => text.replaceAll('\\n', '\n').replaceAll('\\0', '\0');

/** Sequences of commands, each on an empty machine with a gadget `g`. */
export function measuredScenarios(): { readonly name: string; readonly steps: readonly MeasuredStep[] }[] {
  return read('measured-scenarios.txt')
    .split(/^# /m)
    .slice(1)
    .map((block) => {
      const [name = '', ...lines] = block.trimEnd().split('\n');
      return { name, steps: lines.map(stepOf) };
    });
}

function stepOf(line: string): MeasuredStep {
  const arrow = line.indexOf(' ->');
  const outcomes = line
    .slice(arrow + 4)
    .split(' | ')
    .map((each) => (each === '-' ? undefined : unescaped(each)));
  const [only] = outcomes;
  return {
    command: line.slice(0, arrow),
    outcomes: outcomes.length > 1 ? outcomes : measuredKernels.map(() => only),
  };
}

/** Writes out what the fixtures abbreviate: `{x*28}` is 28 times x. */
export function expand(text: string): string {
  return text.replace(/\{(.)\*(\d+)\}/gu, (_, letter: string, count: string) => letter.repeat(Number(count)));
}

/** An input as bytes: text, or hex after `hex:`. */
export function inputBytes(input: string): Uint8Array {
  return input.startsWith('hex:') ? Buffer.from(input.slice(4), 'hex') : Buffer.from(expand(input));
}
