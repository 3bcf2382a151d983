package glassformer.ui.common;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;

class DeviceNameTest {
    @Test
    void theCpuIsNamedInTheWindowsLanguage() {
        assertThat(DeviceName.of("CPU, 16 threads", new Texts(Locale.ENGLISH))).isEqualTo("CPU, 16 threads");
        assertThat(DeviceName.of("CPU, 16 threads", new Texts(Locale.SIMPLIFIED_CHINESE)))
                .isEqualTo("CPU，16 线程");
    }

    @Test
    void aMakersNameStaysAsItIs() {
        assertThat(DeviceName.of("NVIDIA H100", new Texts(Locale.SIMPLIFIED_CHINESE)))
                .isEqualTo("NVIDIA H100");
    }
}
