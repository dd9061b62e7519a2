import { Builder } from '../options/builder.js';
import { frozen } from '../options/frozen.js';
import { defineFunctions, type FunctionDefinition } from './drivers.js';

/** What every kind of function has in common as a builder. One builder is one function of a gadget. */
export abstract class FunctionBuilder<
  Options extends object = object,
  Changeable extends object = object,
  Definition extends FunctionDefinition = FunctionDefinition,
> extends Builder<Options, Changeable, Definition> {
  /**
   * The definition of this function alone. Within a gadget, a function without a name gets the first that is free:
   * usb0, usb1 and so on.
   */
  override toDefinition(): Definition {
    return super.toDefinition();
  }

  /** {@inheritDoc Builder.define} */
  protected override define(): Definition {
    return frozen(defineFunctions([this.options])[0]) as Definition;
  }
}
