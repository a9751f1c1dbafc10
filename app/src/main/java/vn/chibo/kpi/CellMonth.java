package vn.chibo.kpi;

import java.time.YearMonth;
import vn.chibo.organization.UnitId;

/** A cell in a month of Việt Nam: what counts are kept for. */
public record CellMonth(UnitId cell, YearMonth month) {}
