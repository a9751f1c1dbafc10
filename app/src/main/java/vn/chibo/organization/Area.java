package vn.chibo.organization;

/** Kind of area a unit lies in. */
public enum Area {
    RURAL,
    URBAN,
    MOUNTAIN
}
