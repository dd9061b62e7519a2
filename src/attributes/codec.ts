import type { ValueShape } from '../options/shape.js';
import type { Refusal } from './errno.js';
import type { KernelVersion } from './kernel-version.js';

/**
 * How one kind of attribute speaks: the one place that knows the value of an option, the text that is written for it,
 * and the text that the kernel then gives back. Validation, writing, comparison, import and the simulated kernel
 * all come from it.
 *
 * Texts are the bytes of the attribute as UTF-8, or, for a `binary` attribute, as lower-case hex.
 */
export interface Codec<Value = unknown> {
  /** What the option's value may be. */
  readonly shape: ValueShape;
  /** The text to write for a value that the shape accepts. */
  write(value: Value): string;
  /**
   * What the kernel does with a written text.
   *
   * @param before - what the attribute gave before.
   * @param kernel - the version of the kernel. Default: the newest.
   * @returns what the attribute gives from now on, or the refusal.
   */
  store(written: string, before: string, kernel?: KernelVersion): string | Refusal;
  /**
   * Whether what the attribute gives now is as good as `wanted`, where the kernel changes it by itself.
   * Default: only the same text is.
   */
  same?(wanted: string, shown: string): boolean;
  /**
   * The first kernel whose driver says that it has taken less than it was given: who writes the rest, as shells do, writes anew.
   * Default: none does.
   */
  readonly countsShortSince?: KernelVersion;
  /**
   * Some kernels make something else than others of what {@link Codec.write} gives, or refuse it. Default false: all keep it, and
   * nobody need ask.
   */
  readonly variesByKernel?: boolean;
  /** The driver looks beyond a NUL in what is written. Default false: it reads a text, up to the first one. */
  readonly readsPastNul?: boolean;
  /** The option's value for what the attribute gives. */
  read(shown: string): Value;
}

/** A codec of any value, for tables of mixed attributes. */
// eslint-disable-next-line @typescript-eslint/no-explicit-any -- a table pairs each codec with the option that it was made for
export type AnyCodec = Codec<any>;
