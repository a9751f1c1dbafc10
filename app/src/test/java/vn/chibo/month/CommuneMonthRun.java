package vn.chibo.month;

import java.net.URI;
import java.time.LocalDateTime;
import java.time.YearMonth;
import vn.chibo.shared.DomainTime;

/**
 * Takes the sample commune of a running system (`./chibo run`) through the current month, for fault drills:
 * {@code CommuneMonthRun <address> [cells]}. The months' meetings are registered for today, so run it before 21:00.
 */
final class CommuneMonthRun {

    private CommuneMonthRun() {}

    public static void main(String[] args) {
        var now = LocalDateTime.now(DomainTime.ZONE);
        var cells = args.length > 1 ? Integer.parseInt(args[1]) : 23;
        var month = new CommuneMonth(
                URI.create(args[0]),
                YearMonth.from(now),
                now.toLocalDate().plusDays(1),
                () -> LocalDateTime.now(DomainTime.ZONE),
                cells);
        month.open();
        month.prepare();
        System.out.println("prepared");
        month.meet();
        System.out.println("done");
    }
}
