package vn.chibo.organization;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Who stands behind the engine's candidates: {@code <office>@<unit code>} or {@code user:<member id>}. */
@Component
@Transactional(readOnly = true)
public class Posts {

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
                candidates.stream().filter(name -> name.startsWith("user:")).toList()));
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

    private Map<String, Post> people(List<String> candidates) {
        var byId = new HashMap<UUID, String>();
        for (var candidate : candidates) {
            try {
                byId.put(UUID.fromString(candidate.substring("user:".length())), candidate);
            } catch (IllegalArgumentException e) {
                continue; // no member's id: nobody of ours
            }
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
