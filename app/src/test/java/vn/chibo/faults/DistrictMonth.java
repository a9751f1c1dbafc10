package vn.chibo.faults;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import vn.chibo.month.Browser.Page;
import vn.chibo.month.CellPlan;
import vn.chibo.month.CellPlan.Story;
import vn.chibo.month.MonthWork;
import vn.chibo.month.Person;
import vn.chibo.month.Tally;
import vn.chibo.organization.workbook.MadeUpDistrict;
import vn.chibo.shared.DomainTime;

/**
 * The people of a made-up district take all its cells through one month, many at once. Seed and number of cells decide
 * what everybody does; who is first does not matter.
 */
final class DistrictMonth implements AutoCloseable {

    /** People at work at the same moment. */
    private static final int IN_FLIGHT = 16;

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(8);
    private static final Pattern CELL = Pattern.compile("Chi bộ số (\\d+)\\b");

    /** The stages of the month, and how far into the faults each reaches. */
    private enum Stage {
        PREPARATION(0, 0.3),
        FIRST_DAY(0.3, 0.6),
        SECOND_DAY(0.6, 0.85),
        LATER_DAY(0.85, 0.95),
        MONTH_OVER(0.95, 1);

        private final double from;
        private final double to;

        Stage(double from, double to) {
            this.from = from;
            this.to = to;
        }
    }

    static final YearMonth PERIOD = YearMonth.of(2027, 1);

    private final MadeUpDistrict district;
    private final Installation installation;
    private final Tally tally = new Tally();
    private final Map<Integer, CellPlan> plans = new HashMap<>();
    private final Map<Integer, Double> begins = new ConcurrentHashMap<>();
    private final List<Actor> actors = new ArrayList<>();
    private final MonthWork work;
    private final ScheduledExecutorService hands = Executors.newScheduledThreadPool(
            IN_FLIGHT, Thread.ofPlatform().name("person-", 1).daemon().factory());
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final Consumer<String> progress;
    private volatile DoubleSupplier faults = () -> 1;
    private volatile Stage stage = Stage.PREPARATION;
    private volatile Set<Integer> unfinished = Set.of();
    private volatile boolean over;

    DistrictMonth(long seed, int cells, Installation installation, Consumer<String> progress) {
        this.district = new MadeUpDistrict(seed, cells);
        this.installation = installation;
        this.progress = progress;
        for (var cell : district.cells()) {
            plans.put(cell.number(), plan(seed, cell.number()));
        }
        work = new MonthWork(PERIOD, this::planOf, installation::localNow);
    }

    /** Three days before the month, so that the month before it is not opened any more. */
    static Instant beginning() {
        return PERIOD.atDay(1).minusDays(2).atTime(8, 0).atZone(DomainTime.ZONE).toInstant();
    }

    private static CellPlan plan(long seed, int cell) {
        var random = new SplittableRandom(seed * 1_000_003 + cell);
        var stories = Story.values();
        // one cell in three has a story of its own; the first cells have each of them, so that small runs know all
        var story = cell <= stories.length
                ? stories[cell - 1]
                : random.nextInt(3) == 0 ? stories[1 + random.nextInt(stories.length - 1)] : Story.PLAIN;
        return new CellPlan(
                cell,
                PERIOD.atDay(random.nextBoolean() ? 8 : 9),
                LocalTime.of(18, random.nextInt(4) * 10),
                "Nhà văn hóa số " + cell + ", phòng " + (1 + random.nextInt(9)),
                story,
                random.nextLong());
    }

    private @Nullable CellPlan planOf(Person person, Page page) {
        return numberOf(person, page).map(plans::get).orElse(null);
    }

    /** Number of the cell a secretary belongs to, or of the one a page is about. */
    static Optional<Integer> numberOf(Person person, Page page) {
        var account = person.account();
        if (account.startsWith("bithu.cb")) {
            return Optional.of(Integer.parseInt(account.substring("bithu.cb".length())));
        }
        var named = CELL.matcher(page.document().select(".govuk-caption-l").text());
        return named.find() ? Optional.of(Integer.parseInt(named.group(1))) : Optional.empty();
    }

    Tally tally() {
        return tally;
    }

    MadeUpDistrict district() {
        return district;
    }

    /** How much of the faults belongs to the month so far. */
    double shareOfFaults() {
        return stage.to;
    }

    int people() {
        return actors.size();
    }

    // ---- before the month ----

    /** The administrator imports the district and makes the accounts; everybody signs in and chooses a password. */
    void setUp(String firstPassword) {
        var administrator = DistrictAccounts.administrator(installation.address(), firstPassword, tally);
        var accounts = new DistrictAccounts(installation.address(), administrator, tally);
        accounts.read(district);
        progress.accept("district imported: " + district.cells().size() + " cells, " + district.members() + " members");
        for (var commune : district.communes()) {
            for (var officer : List.of(commune.office(), commune.department(), commune.assigned())) {
                actors.add(new Actor(accounts.of(officer), null, commune.number()));
            }
        }
        for (var cell : district.cells()) {
            actors.add(new Actor(accounts.of(cell.secretary()), cell.number(), cell.commune()));
        }
        inParallel(actor -> actor.person.open("/inbox"));
        progress.accept(actors.size() + " people signed in");
    }

    private void inParallel(Consumer<Actor> act) {
        try {
            for (var done : hands.invokeAll(actors.stream()
                    .map(actor -> Executors.callable(() -> act.accept(actor)))
                    .toList())) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Waiting.Interrupted();
        } catch (java.util.concurrent.ExecutionException e) {
            throw new AssertionError(e.getCause());
        }
    }

    // ---- the month ----

    /**
     * @param faults how far the faults have come, from 0 to 1: the cells' work is spread over them
     * @param until when to give up
     */
    void live(DoubleSupplier faults, Instant until) {
        this.faults = faults;
        actors.forEach(actor -> hands.schedule(actor::look, 0, TimeUnit.MILLISECONDS));
        openMonth();
        through(Stage.PREPARATION, until);
        installation.advanceTo(evening(8));
        through(Stage.FIRST_DAY, until);
        installation.advanceTo(evening(9));
        through(Stage.SECOND_DAY, until);
        installation.advanceTo(evening(20));
        through(Stage.LATER_DAY, until);
        installation.advanceTo(PERIOD.plusMonths(1)
                .atDay(6)
                .atTime(8, 0)
                .atZone(DomainTime.ZONE)
                .toInstant());
        through(Stage.MONTH_OVER, until);
        over = true;
        awaitQuiet(until);
    }

    private static Instant evening(int day) {
        return PERIOD.atDay(day).atTime(20, 45).atZone(DomainTime.ZONE).toInstant();
    }

    private void openMonth() {
        for (var actor : actors) {
            if (actor.person.account().startsWith("vanphong.")) {
                var calendar = actor.person.open("/calendar");
                actor.person.send(calendar, calendar.form("/calendar/openings"), Map.of());
            }
        }
    }

    private void through(Stage next, Instant until) {
        var order = new ArrayList<>(plans.keySet());
        java.util.Collections.shuffle(order, new Random(next.ordinal()));
        var begin = Instant.now();
        for (var at = 0; at < order.size(); at++) {
            begins.put(order.get(at), next.from + (next.to - next.from) * at / order.size());
        }
        unfinished = Set.copyOf(plans.keySet());
        stage = next;
        while (true) {
            check(until);
            try {
                unfinished = notAtTheirGoal(next);
                if (unfinished.isEmpty()) {
                    break;
                }
            } catch (SQLException away) {
                // looked at again when the database is back
            }
            Waiting.millis(1_000);
        }
        progress.accept("stage " + next + " done after "
                + Duration.between(begin, Instant.now()).toSeconds() + " s");
    }

    private void check(Instant until) {
        var problem = failure.get();
        if (problem != null) {
            throw new AssertionError("Somebody cannot go on: " + problem.getMessage(), problem);
        }
        if (Instant.now().isAfter(until)) {
            throw new AssertionError("The month is not over in time, stage " + stage + ", unfinished: " + describe());
        }
    }

    private String describe() {
        try {
            return Records.lines(installation.jdbcUrl(), CELLS + " order by 1").stream()
                    .filter(line -> unfinished.contains(number(line)))
                    .limit(20)
                    .toList()
                    .toString();
        } catch (SQLException e) {
            return unfinished + " " + e.getMessage();
        }
    }

    private static final String CELLS = """
            select m.cell_code || '|' || (c.closed_at is not null) || '|' || coalesce((
                select string_agg(t.element_id, ',' order by t.element_id) from engine.user_task t
                where t.business_key = m.id::text and t.state = 'OPEN'), '')
                || '|' || coalesce(extract(day from m.planned_start at time zone 'Asia/Ho_Chi_Minh')::text, '')
            from meetings.meeting m join cases.case_file c on c.id = m.id where m.period = '""" + PERIOD.atDay(1) + "'";

    private static int number(String line) {
        return Integer.parseInt(line.substring(line.indexOf("CB") + 2, line.indexOf('|')));
    }

    /** A cell has reached its goal when it is done, or waits for the sitting of a later stage with nothing else to do. */
    private Set<Integer> notAtTheirGoal(Stage now) throws SQLException {
        var left = new HashSet<>(plans.keySet());
        for (var line : Records.lines(installation.jdbcUrl(), CELLS)) {
            var parts = line.split("\\|", -1);
            var cell = number(line);
            var plan = plans.get(cell);
            var moved = plan.story() == Story.POSTPONED
                    || (plan.story() == Story.FEW_POSTPONED && now.compareTo(firstSitting(plan)) >= 0);
            var day = moved ? plan.laterDay() : plan.day();
            var waits = now.compareTo(lastStage(plan)) < 0
                    && parts[2].equals("UserTask_OpenSitting")
                    && parts[3].equals("" + day.getDayOfMonth());
            if (parts[1].equals("true") || waits) {
                left.remove(cell);
            }
        }
        if (Records.underWay(installation.jdbcUrl(), installation.now()) > 0 && left.isEmpty()) {
            return Set.of(0); // nobody in particular
        }
        return left;
    }

    private static Stage lastStage(CellPlan plan) {
        return switch (plan.story()) {
            case DECLARED_NOT_HELD -> Stage.PREPARATION;
            case SILENT -> Stage.MONTH_OVER;
            case POSTPONED, FEW_POSTPONED -> Stage.LATER_DAY;
            default -> firstSitting(plan);
        };
    }

    private static Stage firstSitting(CellPlan plan) {
        return switch (plan.story()) {
            case POSTPONED -> Stage.LATER_DAY;
            case SILENT -> Stage.MONTH_OVER;
            default -> plan.day().getDayOfMonth() == 8 ? Stage.FIRST_DAY : Stage.SECOND_DAY;
        };
    }

    /** Whether it is time for the cell to meet. Silent cells never do. */
    private boolean meetsNow(int cell) {
        var plan = plans.get(cell);
        return plan.story() != Story.SILENT && stage.compareTo(firstSitting(plan)) >= 0;
    }

    void awaitQuiet(Instant until) {
        var quietSince = Instant.now();
        while (Duration.between(quietSince, Instant.now()).toMillis() < 2_000) {
            check(until);
            try {
                if (Records.underWay(installation.jdbcUrl(), installation.now()) > 0) {
                    quietSince = Instant.now();
                }
            } catch (SQLException e) {
                quietSince = Instant.now();
            }
            Waiting.millis(300);
        }
    }

    /** Somebody who looks at the list of tasks, soon again after having found something, later and later otherwise. */
    private final class Actor {

        private final Person person;
        private final @Nullable Integer cell;
        private final int commune;
        private long pause = 300;

        Actor(Person person, @Nullable Integer cell, int commune) {
            this.person = person;
            this.cell = cell;
            this.commune = commune;
        }

        void look() {
            if (over || failure.get() != null) {
                return;
            }
            try {
                if (!isWaiting() && work.through(person, this::wants) > 0) {
                    pause = 200;
                } else {
                    pause = Math.min(pause * 2, LONGEST_PAUSE.toMillis());
                }
                if (isWaiting()) {
                    pause = 1_000;
                }
                hands.schedule(this::look, pause, TimeUnit.MILLISECONDS);
            } catch (Waiting.Interrupted e) {
                // asked to end
            } catch (Throwable e) {
                if (!over) {
                    failure.compareAndSet(null, e);
                }
            }
        }

        /** Nothing to do at this stage, or not yet. */
        private boolean isWaiting() {
            if (cell != null) {
                return !unfinished.contains(cell) || begins.getOrDefault(cell, 0.0) > faults.getAsDouble();
            }
            return unfinished.stream()
                    .noneMatch(number ->
                            number > 0 && district.cells().get(number - 1).commune() == commune);
        }

        /** The committee's people leave alone what they might do as members of a cell: one person at a time is in the room. */
        private boolean wants(Page task) {
            var start = task.document().selectFirst("[data-test=start]");
            var place = start == null ? "" : start.attr("href");
            return cell == null
                    ? place.endsWith("/approval") || place.endsWith("/verification")
                    : !(place.endsWith("/room") || place.endsWith("/score")) || meetsNow(cell);
        }
    }

    @Override
    public void close() {
        over = true;
        hands.shutdownNow();
    }
}
