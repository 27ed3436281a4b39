-- The numbers of a month as they stood at its close, for each union by itself: a branch is their sum over the tree as it was.
CREATE TABLE closed_months (
    month     date        PRIMARY KEY CHECK (extract(day FROM month) = 1),
    closed_at timestamptz NOT NULL
);
CREATE TABLE month_numbers (
    month     date   NOT NULL REFERENCES closed_months (month),
    indicator text   COLLATE "C" NOT NULL CHECK (indicator ~ '^[a-z]+(-[a-z]+)*$'),
    union_id  uuid   NOT NULL REFERENCES unions (id),
    value     bigint NOT NULL CHECK (value > 0),
    PRIMARY KEY (month, indicator, union_id)
);
CREATE FUNCTION month_numbers_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE SQLSTATE 'WS001' USING MESSAGE = 'indicators.month-is-closed';
END $$;
CREATE TRIGGER month_numbers_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON month_numbers FOR EACH STATEMENT EXECUTE FUNCTION month_numbers_stay();
CREATE TRIGGER closed_months_stay BEFORE UPDATE OR DELETE OR TRUNCATE ON closed_months FOR EACH STATEMENT EXECUTE FUNCTION month_numbers_stay();

-- What each union counts by itself on the last day of a month (or on a day of the current one).
CREATE FUNCTION members_on(first date, last date) RETURNS TABLE (union_id uuid, value bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT union_id, count(*) FROM (
        SELECT union_id FROM members WHERE state <> 'applied' AND (belongs_since IS NULL OR belongs_since <= last)
        UNION ALL
        SELECT union_id FROM past_memberships WHERE during @> last) belonged
    GROUP BY union_id
$$;
-- Who joined in the month, where they belonged at its end.
CREATE FUNCTION joins_in(first date, last date) RETURNS TABLE (union_id uuid, value bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT s.union_id, count(*) FROM members m JOIN memberships s ON s.member_id = m.id AND s.during @> last
    WHERE m.state <> 'applied' AND m.joined_on BETWEEN first AND last
    GROUP BY s.union_id
$$;
CREATE FUNCTION stations_on(first date, last date) RETURNS TABLE (union_id uuid, value bigint) LANGUAGE sql STABLE PARALLEL SAFE AS $$
    SELECT union_id, count(*) FROM stations
    WHERE status <> 'retired' AND coalesce(opened_on, (created_at AT TIME ZONE 'Asia/Shanghai')::date) <= last
    GROUP BY union_id
$$;
