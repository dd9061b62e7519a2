import { frozen } from './frozen.js';

/** What may be changed of options; undefined puts the default back. */
export type Changes<Options> = { readonly [Key in keyof Options]?: Options[Key] | undefined };

/**
 * Options that never change, and what comes of them. Nothing is judged here: what types do not forbid is for the
 * validation of the whole gadget, which finds every fault at once.
 */
export abstract class Builder<Options extends object, Changeable extends object, Definition> {
  /** The options that it was made with, frozen. */
  readonly options: Options;
  #definition: Definition | undefined;

  /** @param options - copied; later changes to the object given have no effect. */
  constructor(options: Options) {
    this.options = frozen(options);
    Object.freeze(this);
  }

  /** The same with some options changed; this one stays as it is. */
  with(changes: Changes<Changeable>): this {
    const Same = this.constructor as new (options: Options) => this;
    return new Same({ ...this.options, ...changes });
  }

  /** The complete definition as frozen plain JSON: the same object each time. */
  toDefinition(): Definition {
    return (this.#definition ??= this.define());
  }

  /** What `JSON.stringify` writes: the definition. */
  toJSON(): Definition {
    return this.toDefinition();
  }

  /** Completes the options. */
  protected abstract define(): Definition;
}
