import { functionFolders } from '../../configfs/live-links.js';
import { baseName, type Tree } from '../../configfs/tree.js';
import { GadgetError, issue } from '../../errors.js';
import { didYouMean } from '../../options/did-you-mean.js';

/** That a gadget has no such functions, and which it has. */
export function functionMissing(tree: Tree, names: readonly string[]): GadgetError {
  const there = functionFolders(tree).map(baseName);
  return new GadgetError(
    names.map((name) =>
      issue(
        'FUNCTION_MISSING',
        tree.gadget,
        `"${tree.gadget}" has no function "${name}" that this can be done with.`,
        didYouMean(name, there, there.length ? `It has ${there.join(', ')}.` : 'It has none.'),
      ),
    ),
  );
}
