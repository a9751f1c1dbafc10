package vn.chibo.organization.workbook;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** A cell as the file holds it, before anyone asks what it should mean. Blank cells are not kept. */
sealed interface RawCell {

    record Text(String value) implements RawCell {}

    /** {@code format} is the number format of the cell's style, null where the file has none. */
    record Numeric(BigDecimal value, @Nullable String format) implements RawCell {}

    /** An error value such as #REF!, or a formula that was never calculated. */
    record Failed(String what) implements RawCell {}
}
