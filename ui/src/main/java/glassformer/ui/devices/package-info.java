/// The Devices page: what computes here and on other machines, what each can do and how fast it is.
@NullMarked
package glassformer.ui.devices;

import org.jspecify.annotations.NullMarked;
