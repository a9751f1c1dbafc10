package vn.chibo.policy;

import java.time.LocalDate;
import org.springframework.stereotype.Service;
import vn.chibo.organization.UnitId;

/** Parameter values by scope and date: the nearest scope above the unit wins, then the latest effective date. */
@Service
public class Policies {

    /** Every parameter as it stands for the unit on the date (Việt Nam). */
    public PolicySnapshot snapshot(UnitId unit, LocalDate on) {
        throw new UnsupportedOperationException();
    }
}
