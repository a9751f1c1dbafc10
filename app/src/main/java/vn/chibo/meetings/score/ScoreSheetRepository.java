package vn.chibo.meetings.score;

import java.util.UUID;
import org.springframework.data.jpa.repository.JpaRepository;

interface ScoreSheetRepository extends JpaRepository<ScoreSheet, UUID> {}
