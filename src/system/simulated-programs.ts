import type { ProgramResult } from './system.js';

/** What a program does: it gets its parameters, and what it has to read. */
export type SimulatedProgram = (parameters: readonly string[], input?: string) => ProgramResult;

const succeed: SimulatedProgram = () => ({ status: 0, stdout: '', stderr: '' });

/** Programs for networks that a board has. They are called, and change nothing. */
export const boardPrograms: Readonly<Record<string, SimulatedProgram>> = Object.fromEntries(
  ['dnsmasq', 'ip', 'ip6tables-restore', 'iptables-restore', 'nft', 'ss', 'udhcpc'].map((name) => [
    name,
    succeed,
  ]),
);
