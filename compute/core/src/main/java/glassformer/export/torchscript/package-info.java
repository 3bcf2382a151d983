/// One file that `torch.jit.load` opens.
@NullMarked
package glassformer.export.torchscript;

import org.jspecify.annotations.NullMarked;
