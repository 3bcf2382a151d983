/// The window's frame: navigation, actions, notifications, status, dialogs.
@NullMarked
package glassformer.ui.shell;

import org.jspecify.annotations.NullMarked;
