package vn.chibo.organization;

import java.sql.Types;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import vn.chibo.shared.Texts;

/**
 * Writes the register of members as cases decide, so that nobody keeps it by hand beside them. Dates are dates of Việt
 * Nam. Every method may be repeated; the caller has checked that it may be done.
 */
@Service
@Transactional
public class MemberRegister {

    private final JdbcClient jdbc;

    MemberRegister(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Who is admitted.
     *
     * @param ethnicGroup null where it is not known
     */
    public record NewMember(
            MemberId id,
            String fullName,
            Sex sex,
            LocalDate birthDate,
            @Nullable String ethnicGroup) {}

    /** A probationary member of the cell from the day of the ceremony on; its code follows from the id. */
    public void admit(NewMember member, UnitId cell, LocalDate on) {
        var added = jdbc.sql("""
                        insert into organization.member
                            (id, code, full_name, name_folded, sex, birth_date, ethnic_group, admitted_on)
                        values (:id, :code, :name, :folded, :sex, :birth, :ethnic, :on)
                        on conflict (id) do nothing""")
                .param("id", member.id().value())
                .param("code", code(member.id()))
                .param("name", member.fullName())
                .param("folded", Texts.fold(member.fullName()))
                .param("sex", member.sex().name())
                .param("birth", member.birthDate())
                .param("ethnic", member.ethnicGroup(), Types.VARCHAR)
                .param("on", on)
                .update();
        if (added == 1) {
            insert(member.id(), cell, MembershipState.PROBATIONARY, on, on, null);
        }
    }

    /**
     * Official from that day on, in whatever cell the member was then and has been since. Does nothing for a member who
     * is on no cell's list as a probationer.
     */
    public void makeOfficial(MemberId member, LocalDate on) {
        jdbc.sql("update organization.member set official_on = :on where id = :id and official_on is null")
                .param("on", on)
                .param("id", member.value())
                .update();
        record Row(
                UUID id,
                UnitId cell,
                LocalDate joined,
                @Nullable LocalDate to) {}
        var spanning = jdbc.sql("""
                        select id, cell_id, joined_on, valid_to from organization.membership
                        where member_id = :id and state = 'PROBATIONARY' and valid_from < :on
                          and (valid_to is null or valid_to > :on)""")
                .param("id", member.value())
                .param("on", on)
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        new UnitId(row.getObject("cell_id", UUID.class)),
                        row.getObject("joined_on", LocalDate.class),
                        row.getObject("valid_to", LocalDate.class)))
                .optional();
        spanning.ifPresent(row -> {
            end(row.id(), on);
            insert(member, row.cell(), MembershipState.OFFICIAL, row.joined(), on, row.to());
        });
        jdbc.sql("""
                        update organization.membership set state = 'OFFICIAL'
                        where member_id = :id and state = 'PROBATIONARY' and valid_from >= :on""").param("id", member.value()).param("on", on).update();
    }

    /** The member goes on in another cell from that day, as what he or she was. */
    public void move(MemberId member, UnitId cell, LocalDate on) {
        record Row(UUID id, UnitId cell, MembershipState state, LocalDate from) {}
        jdbc.sql("select * from organization.membership where member_id = :id and valid_to is null")
                .param("id", member.value())
                .query((row, number) -> new Row(
                        row.getObject("id", UUID.class),
                        new UnitId(row.getObject("cell_id", UUID.class)),
                        MembershipState.valueOf(row.getString("state")),
                        row.getObject("valid_from", LocalDate.class)))
                .optional()
                .filter(row -> !row.cell().equals(cell))
                .ifPresent(row -> {
                    if (row.from().isBefore(on)) {
                        end(row.id(), on);
                    } else {
                        jdbc.sql("delete from organization.membership where id = :id")
                                .param("id", row.id())
                                .update();
                    }
                    insert(member, cell, row.state(), on, on, null);
                });
    }

    /** The last day on the list was the day before. */
    public void strikeOff(MemberId member, LocalDate on) {
        jdbc.sql("""
                        update organization.membership set valid_to = greatest(:on, valid_from + 1)
                        where member_id = :id and valid_to is null""").param("id", member.value()).param("on", on).update();
    }

    /** @return false when somebody else has this number */
    public boolean card(MemberId member, String number) {
        var taken = jdbc.sql("""
                        select exists (select 1 from organization.member where card_number = :number and id <> :id)""")
                .param("number", number)
                .param("id", member.value())
                .query(Boolean.class)
                .single();
        if (!taken) {
            jdbc.sql("update organization.member set card_number = :number where id = :id")
                    .param("number", number)
                    .param("id", member.value())
                    .update();
        }
        return !taken;
    }

    /** Somebody of this name and birthday who is on the list of the cell that day, whoever wrote it. */
    @Transactional(readOnly = true)
    public Optional<MemberId> find(String fullName, LocalDate birthDate, UnitId cell, LocalDate on) {
        return jdbc
                .sql("""
                        select m.id from organization.member m join organization.membership s on s.member_id = m.id
                        where m.name_folded = :folded and m.birth_date = :birth and s.cell_id = :cell
                          and s.valid_from <= :on and (s.valid_to is null or s.valid_to > :on)""")
                .param("folded", Texts.fold(fullName))
                .param("birth", birthDate)
                .param("cell", cell.value())
                .param("on", on)
                .query(UUID.class)
                .list()
                .stream()
                .findFirst()
                .map(MemberId::new);
    }

    private static String code(MemberId id) {
        return "KN-" + id.value().toString().replace("-", "").substring(0, 16).toUpperCase();
    }

    private void end(UUID membership, LocalDate on) {
        jdbc.sql("update organization.membership set valid_to = :on where id = :id")
                .param("on", on)
                .param("id", membership)
                .update();
    }

    private void insert(
            MemberId member,
            UnitId cell,
            MembershipState state,
            LocalDate joined,
            LocalDate from,
            @Nullable LocalDate to) {
        jdbc.sql("""
                        insert into organization.membership (id, member_id, cell_id, state, joined_on, valid_from, valid_to)
                        values (:id, :member, :cell, :state, :joined, :from, :to)""")
                .param("id", UUID.randomUUID())
                .param("member", member.value())
                .param("cell", cell.value())
                .param("state", state.name())
                .param("joined", joined)
                .param("from", from)
                .param("to", to, Types.DATE)
                .update();
    }
}
