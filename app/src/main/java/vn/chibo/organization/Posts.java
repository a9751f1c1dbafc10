package vn.chibo.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who stands behind the engine's candidates: {@code <office>@<unit code>} or {@code user:<member id>}. */
@Component
@Transactional(readOnly = true)
public class Posts {

    private static final String PERSON = "user:";

    private final JdbcClient jdbc;

    Posts(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param office null for a person who was named
     * @param unit the unit's name; empty for a person who was named
     * @param people the holders' names on the day, in no case anybody else's
     * @param deputies names of those who act for the post on the day
     */
    public record Post(Optional<Office> office, String unit, List<String> people, List<String> deputies) {}

    /** The posts by candidate, read together; a candidate of another form, and one whose unit is not there, is missing. */
    public Map<String, Post> of(Collection<String> candidates, LocalDate on) {
        var posts = new HashMap<String, Post>();
        posts.putAll(
                offices(candidates.stream().filter(name -> name.contains("@")).toList(), on));
        posts.putAll(people(
                candidates.stream().filter(name -> name.startsWith(PERSON)).toList()));
        return posts;
    }

    private Map<String, Post> offices(List<String> candidates, LocalDate on) {
        if (candidates.isEmpty()) {
            return Map.of();
        }
        var byCode = Arrays.stream(Office.values())
                .collect(HashMap<String, Office>::new, (map, office) -> map.put(office.code(), office), Map::putAll);
        var units = new LinkedHashMap<String, String>();
        var holders = new HashMap<String, List<String>>();
        jdbc.sql("""
                        select u.code, u.name, o.office, m.full_name from organization.unit u
                        left join organization.office_term o on o.unit_id = u.id
                            and o.valid_from <= :on and (o.valid_to is null or o.valid_to > :on)
                        left join organization.member m on m.id = o.member_id
                        where u.code = any(:codes) order by u.code, m.full_name""")
                .param("on", on)
                .param(
                        "codes",
                        candidates.stream().map(Posts::unitOf).distinct().toArray(String[]::new))
                .query(row -> {
                    var code = row.getString("code");
                    units.put(code, row.getString("name"));
                    var office = row.getString("office");
                    if (office != null) {
                        holders.computeIfAbsent(Office.valueOf(office).groupIn(code), none -> new ArrayList<>())
                                .add(row.getString("full_name"));
                    }
                });
        holders.values().forEach(names -> names.sort(VietnameseOrder.NAMES));
        var deputies = deputies(candidates, on);
        var posts = new HashMap<String, Post>();
        for (var candidate : candidates) {
            var office = byCode.get(candidate.substring(0, candidate.indexOf('@')));
            var unit = units.get(unitOf(candidate));
            if (office != null && unit != null) {
                posts.put(
                        candidate,
                        new Post(
                                Optional.of(office),
                                unit,
                                holders.getOrDefault(candidate, List.of()),
                                deputies.getOrDefault(candidate, List.of())));
            }
        }
        return posts;
    }

    private Map<String, List<String>> deputies(List<String> candidates, LocalDate on) {
        var deputies = new HashMap<String, List<String>>();
        jdbc.sql("""
                        select u.code, s.office, m.full_name from organization.substitution s
                        join organization.unit u on u.id = s.unit_id
                        join organization.office_term o on o.unit_id = s.unit_id and o.office = s.deputy_office
                            and o.valid_from <= :on and (o.valid_to is null or o.valid_to > :on)
                        join organization.member m on m.id = o.member_id
                        where u.code = any(:codes) and s.valid_from <= :on and s.valid_to > :on order by m.full_name""")
                .param("on", on)
                .param(
                        "codes",
                        candidates.stream().map(Posts::unitOf).distinct().toArray(String[]::new))
                .query(row -> {
                    deputies.computeIfAbsent(
                                    Office.valueOf(row.getString("office")).groupIn(row.getString("code")),
                                    none -> new ArrayList<>())
                            .add(row.getString("full_name"));
                });
        return deputies;
    }

    /**
     * Who holds each post on the day or acts for it; who was named stands for themselves. A post nobody holds, or whose unit is not there, is
     * missing.
     */
    public Map<String, Set<MemberId>> holders(Collection<String> candidates, LocalDate on) {
        var wanted = Set.copyOf(candidates);
        var holders = new HashMap<String, Set<MemberId>>();
        jdbc.sql("""
                        select u.code, o.office, o.member_id from organization.unit u
                        join organization.office_term o on o.unit_id = u.id
                            and o.valid_from <= :on and (o.valid_to is null or o.valid_to > :on)
                        where u.code = any(:codes)
                        union all
                        select u.code, s.office, o.member_id from organization.unit u
                        join organization.substitution s on s.unit_id = u.id and s.valid_from <= :on and s.valid_to > :on
                        join organization.office_term o on o.unit_id = u.id and o.office = s.deputy_office
                            and o.valid_from <= :on and (o.valid_to is null or o.valid_to > :on)
                        where u.code = any(:codes) order by 1, 3""")
                .param("on", on)
                .param(
                        "codes",
                        wanted.stream()
                                .filter(name -> name.contains("@"))
                                .map(Posts::unitOf)
                                .distinct()
                                .toArray(String[]::new))
                .query(row -> {
                    var post = Office.valueOf(row.getString("office")).groupIn(row.getString("code"));
                    if (wanted.contains(post)) {
                        holders.computeIfAbsent(post, none -> new LinkedHashSet<>())
                                .add(new MemberId(row.getObject("member_id", UUID.class)));
                    }
                });
        for (var name : wanted) {
            if (name.startsWith(PERSON)) {
                person(name).ifPresent(id -> holders.put(name, Set.of(new MemberId(id))));
            }
        }
        return holders;
    }

    private static Optional<UUID> person(String candidate) {
        try {
            return Optional.of(UUID.fromString(candidate.substring(PERSON.length())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // no member's id: nobody of ours
        }
    }

    private Map<String, Post> people(List<String> candidates) {
        var byId = new HashMap<UUID, String>();
        for (var candidate : candidates) {
            person(candidate).ifPresent(id -> byId.put(id, candidate));
        }
        var posts = new HashMap<String, Post>();
        if (!byId.isEmpty()) {
            jdbc.sql("select id, full_name from organization.member where id = any(:ids)")
                    .param("ids", byId.keySet().toArray(UUID[]::new))
                    .query(row -> {
                        posts.put(
                                byId.get(row.getObject("id", UUID.class)),
                                new Post(Optional.empty(), "", List.of(row.getString("full_name")), List.of()));
                    });
        }
        return posts;
    }

    private static String unitOf(String candidate) {
        return candidate.substring(candidate.indexOf('@') + 1);
    }
}
