package vn.chibo.policy;

import java.time.LocalDate;
import org.springframework.stereotype.Service;

/** Working days of Việt Nam: weekends, public holidays (Labour Code 45/2019/QH14 art. 112) and yearly swapped days, editable. */
@Service
public class WorkingCalendar {

    public boolean isWorkingDay(LocalDate date) {
        throw new UnsupportedOperationException();
    }

    /** The date {@code days} working days after {@code from}, not counting {@code from}; 0 gives the next working day at or after it. */
    public LocalDate plusWorkingDays(LocalDate from, int days) {
        throw new UnsupportedOperationException();
    }
}
