package glassformer.represent;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Colours of a map's points on white: by group where there are groups, else the darker the more frequent.
record MapColours(Map<String, Integer> groups, long most) {
    private static final int[] SERIES = {
        0x0B66B5, 0xC84E00, 0x0A7D5E, 0xA03F87, 0x8A6A00, 0x2F8FB8, 0x5A6370, 0xB3261E, 0x4B5BC7, 0x6B8E23
    };
    private static final int LIGHT = 0xB9CFE4;
    private static final int DARK = 0x08396B;

    static MapColours of(List<Entry> entries) {
        Map<String, Integer> groups = new LinkedHashMap<>();
        long most = 1;
        for (Entry entry : entries) {
            most = Math.max(most, entry.count());
            if (!entry.group().isEmpty()) {
                groups.computeIfAbsent(entry.group(), group -> SERIES[groups.size() % SERIES.length]);
            }
        }
        return new MapColours(groups, most);
    }

    int of(Entry entry) {
        if (!groups.isEmpty()) {
            return groups.getOrDefault(entry.group(), LIGHT);
        }
        double share = Math.log1p(entry.count()) / Math.log1p(most);
        int mixed = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = LIGHT >> shift & 0xFF;
            int to = DARK >> shift & 0xFF;
            mixed |= (int) Math.round(from + (to - from) * share) << shift;
        }
        return mixed;
    }
}
