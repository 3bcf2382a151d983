/// The replay of a run: its evaluations one after the other, alone or beside another run's.
@NullMarked
package glassformer.ui.replay;

import org.jspecify.annotations.NullMarked;
